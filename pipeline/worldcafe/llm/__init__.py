"""A language model of the user's own, asked only where somebody says so, and believed in nothing.

prompts    what a model is asked, as it is sent
endpoint   a server that speaks as OpenAI's does, on this machine unless remote ones are allowed
answers    what a model answered, kept beside a run
ask        questions with their answers; what fails is counted, and stops nothing
grounded   what an answer holds that the notes do not
preview    what would be sent, with its size and its price
trial      what a model may do: measured on cases that ship, before it is asked for anything
judge      verdicts on claims, where the model has what people annotated right, too
compare    claims that people are asked to compare with the notes behind them; no verdict
propose    names and sentences of themes and families, for a person to take or leave
fluent     the draft summary in flowing sentences, each of them held against its notes

Only masked texts are sent: all begins with an `Analysis`. Any failure leaves what the product says itself.
"""

from worldcafe.llm.ask import Asker
from worldcafe.llm.endpoint import open_endpoint
from worldcafe.llm.judge import judge_by
from worldcafe.llm.trial import USES, Trial, may, try_out

__all__ = ["USES", "Asker", "Trial", "judge_by", "may", "open_endpoint", "try_out"]
