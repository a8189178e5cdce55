"""How the app is set up: one frozen record, and Django's settings made of it."""

from __future__ import annotations

import ipaddress
import logging
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from worldcafe.errors import InputError

DATABASE = "review.db"
HERE = Path(__file__).parent
# Nothing is taken from elsewhere, nothing runs that is not a file of ours, no page may be framed.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
LARGEST = 64 * 1024 * 1024  # bytes of an upload
LARGEST_FORM = 1024 * 1024  # of a form without files
UNIX = "unix"  # stands among the proxies for one that comes by a socket of this machine


@dataclass(frozen=True)
class ServeOptions:
    """What `worldcafe serve` was asked for.

    Attributes:
        home: the folder in which runs are kept, and the database unless it is elsewhere.
        database: a path of a SQLite file, or an address of PostgreSQL ("postgresql://user@host/name").
        port: 0 for any that is free.
        run: the folder of a run that is taken in first, None for none.
        opens: whether the browser is opened.
        address: where people reach it when a proxy stands before it ("https://review.example.org").
        live: whether a café goes on, whose scribes write into it.
        bind: an address of this machine at which tables reach it, too; "" for none.
        header: the header in which a proxy says who is signed on; "" for none.
        proxies: the addresses from which it is believed.
    """

    home: Path
    database: str = ""
    port: int = 0
    run: Path | None = None
    opens: bool = True
    address: str = ""
    live: bool = False
    bind: str = ""
    header: str = ""
    proxies: tuple[str, ...] = ()

    @property
    def hosts(self) -> list[str]:
        """The names under which it answers."""
        host = urlsplit(self.address).hostname
        bind = f"[{self.bind}]" if ":" in self.bind else self.bind
        return ["127.0.0.1", "localhost", "[::1]", *filter(None, (host, bind))]


def address_to_show(text: str) -> str:
    """Give the address at which people reach the app through a proxy, as browsers write it, "" for none.

    Raises:
        InputError: it is no address of a page, or one below another.
    """
    parts = urlsplit(text.rstrip("/"))
    if text and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query):
        raise InputError(f"{text}: name the address as people open it, such as https://review.example.org.")
    return f"{parts.scheme}://{parts.netloc}".lower() if text else ""


def proxies_of(header: str, listed: str) -> tuple[str, ...]:
    """Read the addresses of proxies whose header is believed.

    Raises:
        InputError: there is a header and no proxy, a proxy and no header, or one of them is none.
    """
    proxies = tuple(part.strip() for part in listed.split(",") if part.strip())
    if bool(header) != bool(proxies):
        raise InputError("--trust-header NAME and --proxy ADDRESS go together: who sends it must be listed.")
    if not header.replace("-", "").isalnum() and header:
        raise InputError(f"{header}: a header's name has letters, digits and hyphens.")
    for proxy in proxies:
        try:
            if proxy != UNIX and not ipaddress.ip_network(proxy).prefixlen:
                raise ValueError
        except ValueError:
            raise InputError(
                f'{proxy}: name the address of the proxy, such as 127.0.0.1, or "unix".'
            ) from None
    return proxies


def database_of(options: ServeOptions) -> dict[str, Any]:
    """Give Django's description of the database.

    SQLite writes ahead, begins every transaction as a writer and waits for the disc; with Django's own
    settings twelve people lose decisions to "database is locked".
    """
    address = options.database
    if address.startswith(("postgresql://", "postgres://")):
        return _postgresql(address)
    if "://" in address:
        raise InputError(f"{address}: this is no database; name a file, or begin with postgresql://.")
    path = Path(address) if address else options.home / DATABASE
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path.absolute()),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 10,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }


def _postgresql(address: str) -> dict[str, Any]:
    """Read the address of a PostgreSQL database; a host that is a path is a socket."""
    parts = urlsplit(address)
    asked = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": asked.get("host", parts.hostname or ""),
        "PORT": asked.get("port", str(parts.port or "")),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def django_settings(options: ServeOptions) -> dict[str, Any]:
    """Give Django's settings, all that differ from its own."""
    return {
        "SECRET_KEY": secrets.token_hex(32),  # cookies are signed with the secret of the database instead
        "DEBUG": False,
        "ALLOWED_HOSTS": options.hosts,
        "WORLDCAFE_BIND": options.bind,
        "WORLDCAFE_ADDRESS": options.address,
        "WORLDCAFE_HEADER": options.header,
        "WORLDCAFE_PROXIES": options.proxies,
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.ScryptPasswordHasher"],
        "ROOT_URLCONF": "worldcafe.serve.urls",
        "INSTALLED_APPS": ["worldcafe.serve", "django_htmx"],
        "MIDDLEWARE": [
            "worldcafe.serve.gate.headers",
            "worldcafe.serve.gate.own_pages_only",
            "worldcafe.serve.gate.tables_only_from_elsewhere",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django_htmx.middleware.HtmxMiddleware",
            "worldcafe.serve.gate.known_people_only",
        ],
        "DATABASES": {"default": database_of(options)},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.jinja2.Jinja2",
                "DIRS": [HERE / "pages"],
                "OPTIONS": {"environment": "worldcafe.serve.pages_of.environment"},
            }
        ],
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "USE_I18N": False,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SECURE": options.address.startswith("https:"),
        "CSRF_TRUSTED_ORIGINS": [options.address] if options.address else [],
        "CSRF_FAILURE_VIEW": "worldcafe.serve.gate.refused_form",
        "DATA_UPLOAD_MAX_MEMORY_SIZE": LARGEST_FORM,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 12_000,
        "FILE_UPLOAD_MAX_MEMORY_SIZE": 1024 * 1024,
        "LOGGING_CONFIG": None,
        "SILENCED_SYSTEM_CHECKS": ["security.W004", "security.W008"],
    }


def set_up(options: ServeOptions) -> None:
    """Make Django ready and the tables of the database.

    Raises:
        InputError: the extra is not installed, the database cannot be opened or is of a newer version.
    """
    try:
        import django  # noqa: PLC0415 - belongs to the extra
        import django_htmx  # noqa: F401, PLC0415
        import waitress  # noqa: F401, PLC0415
        from django.conf import settings  # noqa: PLC0415
    except ImportError as error:
        raise InputError(
            f'serve needs packages that are not installed ({error.name}); run: pip install "worldcafe[serve]"'
        ) from None
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    for name in ("django.request", "django.security"):  # what was refused is no fault
        logging.getLogger(name).setLevel(logging.ERROR)
    if not settings.configured:
        settings.configure(**django_settings(options))
        django.setup()
    from worldcafe.serve.database import make_ready  # noqa: PLC0415 - Django must be set up first

    make_ready()
