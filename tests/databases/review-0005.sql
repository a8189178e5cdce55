PRAGMA application_id=2002993510;
BEGIN TRANSACTION;
CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);
INSERT INTO "django_migrations" VALUES(1,'serve','0001_initial','2026-11-30 00:04:24.818815');
INSERT INTO "django_migrations" VALUES(2,'serve','0002_links_and_jobs','2026-11-30 00:04:24.836549');
INSERT INTO "django_migrations" VALUES(3,'serve','0003_publications','2026-11-30 00:04:24.878807');
INSERT INTO "django_migrations" VALUES(4,'serve','0004_themes_by_hand','2026-11-30 00:04:24.944089');
INSERT INTO "django_migrations" VALUES(5,'serve','0005_accounts_and_sealing','2026-11-30 00:04:25.036820');
CREATE TABLE "serve_account" ("name" varchar(60) NOT NULL PRIMARY KEY, "password" varchar(200) NOT NULL);
CREATE TABLE "serve_asked" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "question" varchar(80) NOT NULL, "person" varchar(120) NOT NULL, "at" real NOT NULL, CONSTRAINT "one_asked" UNIQUE ("question", "person"));
CREATE TABLE "serve_attempt" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(60) NOT NULL, "address" varchar(60) NOT NULL, "at" real NOT NULL);
CREATE TABLE "serve_cafe" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(300) NOT NULL, "seq" integer unsigned NOT NULL CHECK ("seq" >= 0), "head" varchar(64) NOT NULL, "newest" integer unsigned NOT NULL CHECK ("newest" >= 0), "secret" varchar(64) NOT NULL);
INSERT INTO "serve_cafe" VALUES(1,'Oldtown café',7,'60149f59b9bf3389c5a1901c384e7aabb35839e4bb5be516b8f78e4c43e7183e',4,'49dd4ebe0e568fc1e6f195c1c9f4d08cbfe1d110244c7fd71639634ad27893dc');
CREATE TABLE "serve_claim" ("key" varchar(64) NOT NULL PRIMARY KEY, "place" integer unsigned NOT NULL CHECK ("place" >= 0), "gain" real NOT NULL, "found" text NOT NULL CHECK ((JSON_VALID("found") OR "found" IS NULL)));
INSERT INTO "serve_claim" VALUES('d5fa2d83cf4d73c906d1b9dd',0,0.55,'{"text": "The lake needs a shaded bench", "topic": "Lake", "verdict": "supported", "reason": "1 note says this.", "notes": [{"id": "n0", "text": "a bench in the shade 0", "place": "Oldtown, Table 1", "question": "", "score": 0.9, "linked": true}, {"id": "n1", "text": "a bench in the shade 1", "place": "Oldtown, Table 1", "question": "", "score": 0.7, "linked": false}, {"id": "n2", "text": "a bench in the shade 2", "place": "Oldtown, Table 1", "question": "", "score": 0.5, "linked": false}]}');
CREATE TABLE "serve_comment" ("seq" integer unsigned NOT NULL PRIMARY KEY CHECK ("seq" >= 0), "item" integer unsigned NOT NULL CHECK ("item" >= 0), "ref" varchar(64) NOT NULL, "hidden" bool NOT NULL);
INSERT INTO "serve_comment" VALUES(5,1,'7d4a8c16fa3a0ab876194318b744cf9bda62f973cb7fb95feb9b173892b71ac9',0);
CREATE TABLE "serve_event" ("seq" integer unsigned NOT NULL PRIMARY KEY CHECK ("seq" >= 0), "at" varchar(32) NOT NULL, "actor" varchar(120) NOT NULL, "actor_kind" varchar(12) NOT NULL, "verb" varchar(20) NOT NULL, "item" integer unsigned NOT NULL CHECK ("item" >= 0), "version" integer unsigned NOT NULL CHECK ("version" >= 0), "changes" text NOT NULL CHECK ((JSON_VALID("changes") OR "changes" IS NULL)), "request" varchar(64) NOT NULL UNIQUE, "undoes" integer unsigned NULL CHECK ("undoes" >= 0), "before_hash" varchar(64) NOT NULL, "hash" varchar(64) NOT NULL, "salt" varchar(32) NOT NULL, "digest" varchar(64) NOT NULL);
INSERT INTO "serve_event" VALUES(1,'2026-11-30T00:04:25Z','Ana','person','import',0,0,'{"run": ["0", "1"], "no 1": ["", "new"], "no 2": ["", "new"], "no 3": ["", "new"], "no 4": ["", "new"]}','e0358e17e1827cd4de53aac8ecb3c967',NULL,'','a223b650b924bbbacd53e35367cc5a689df117f671b71f09bafd4ad3b43c9ca5','ebcea5450825d7775dcf316d2aeee301','0c73ce3cd1818d3ef2694dc3cc3e36d97283eb50686ed4bc5a9fe3cd874ff09b');
INSERT INTO "serve_event" VALUES(2,'2026-11-30T00:04:25Z','Ana','person','decide',0,1,'{"chair": ["", "Ana"], "remit criteria": ["", "Trees and tools"]}','k0',NULL,'a223b650b924bbbacd53e35367cc5a689df117f671b71f09bafd4ad3b43c9ca5','e0aa0dd16f3a98a9630a7eeee91ccf1a027f3519f4f5f364e72801e4c1c27407','0c6f2c67ac03f957ecff45750098c0c9','8a94f0d39e30721b27bfa196199329d5924c343c9019ac6f1220870980bd44ab');
INSERT INTO "serve_event" VALUES(3,'2026-11-30T00:04:25Z','Ana','person','decide',1,1,'{"remit": ["", "yes"], "scope": ["", "committee"], "body": ["", "Parks"]}','k1',NULL,'e0aa0dd16f3a98a9630a7eeee91ccf1a027f3519f4f5f364e72801e4c1c27407','5ccf7099d6760fbb417f4ce31038c3e8c50d46102fb8393c0cd122a65f3d809f','d739b5482a1265badf9e34813cc1c55e','694236293df3c8230388546d002f1467d7045980f885cdfcffceef4d62cc7bb2');
INSERT INTO "serve_event" VALUES(4,'2026-11-30T00:04:25Z','Ana','person','decide',2,1,'{"remit": ["", "no"], "remit_why": ["", "b31ab1b00d65f034dedfc9417bdeddd30eec0bfd74c6dae363478de957c778b8"]}','k2',NULL,'5ccf7099d6760fbb417f4ce31038c3e8c50d46102fb8393c0cd122a65f3d809f','197941add59c76ee4d827f9c97393507983b609e2e7b888b129216ad343876af','d919da5455c497e2e836de990ecaf253','ecd371ee0c510056ff3855dbbba2766b4c5f2855002e26a575d7f28e5096982e');
INSERT INTO "serve_event" VALUES(5,'2026-11-30T00:04:25Z','Ben','person','comment',1,1,'{"comment": ["", "7d4a8c16fa3a0ab876194318b744cf9bda62f973cb7fb95feb9b173892b71ac9"]}','k3',NULL,'197941add59c76ee4d827f9c97393507983b609e2e7b888b129216ad343876af','d346af23a33d31684b7b4310877a3c890713f006f74e21c3fd874b866575745f','00c6c4a28c32ed38fbe0161f97e78c58','48f35c1f569b5474e278b5b3bb0e423cc171503ad8130a61099f0efbd2feacf6');
INSERT INTO "serve_event" VALUES(6,'2026-11-30T00:04:25Z','Ana','person','undo',2,2,'{"remit": ["no", ""], "remit_why": ["b31ab1b00d65f034dedfc9417bdeddd30eec0bfd74c6dae363478de957c778b8", ""]}','k4',4,'d346af23a33d31684b7b4310877a3c890713f006f74e21c3fd874b866575745f','4806e9103574b14a147f9a2c3bca11faea8700bd1202588ed2ec8606f914b9cd','385cae8d7773ab07e15b67ec6962f380','6726cdf4a23bee0c079270b377b254dec49157c4827189701a171b2a80c66684');
INSERT INTO "serve_event" VALUES(7,'2026-11-30T00:04:25Z','Ben','person','propose',3,1,'{"proposal": ["", "{\"remit\": \"yes\"}"], "proposed_by": ["", "Ben"]}','k5',NULL,'4806e9103574b14a147f9a2c3bca11faea8700bd1202588ed2ec8606f914b9cd','60149f59b9bf3389c5a1901c384e7aabb35839e4bb5be516b8f78e4c43e7183e','2cca8708025cb6ddd0482fdf61e68958','a259ed928923a113f3b5e8eb4525aa5e3cd3d9429feb31a636fa8413b63dba3a');
CREATE TABLE "serve_fact" ("key" varchar(80) NOT NULL PRIMARY KEY, "value" text NOT NULL);
INSERT INTO "serve_fact" VALUES('chair','Ana');
INSERT INTO "serve_fact" VALUES('remit criteria','Trees and tools');
INSERT INTO "serve_fact" VALUES('version','1');
CREATE TABLE "serve_item" ("number" integer unsigned NOT NULL PRIMARY KEY CHECK ("number" >= 0), "version" integer unsigned NOT NULL CHECK ("version" >= 0), "standing" varchar(60) NOT NULL, "state" varchar(20) NOT NULL, "text" text NOT NULL, "words" text NOT NULL, "n_places" integer unsigned NOT NULL CHECK ("n_places" >= 0), "n_notes" integer unsigned NOT NULL CHECK ("n_notes" >= 0), "in_report" varchar(8) NOT NULL, "theme" varchar(200) NOT NULL, "found" text NOT NULL CHECK ((JSON_VALID("found") OR "found" IS NULL)), "facts" text NOT NULL CHECK ((JSON_VALID("facts") OR "facts" IS NULL)), "remit" varchar(10) NOT NULL, "scope" varchar(20) NOT NULL, "body" varchar(200) NOT NULL, "due" varchar(10) NOT NULL);
INSERT INTO "serve_item" VALUES(1,1,'new','to inform','Plant trees along the river walk','plant trees along the river walk
gardens
plant trees along the river walk oldtown, table 1
more trees beside the river oldtown, table 2',2,2,'no','Gardens','{"notes": [{"id": "n1", "text": "plant trees along the river walk", "place": "Oldtown, Table 1", "question": ""}, {"id": "n2", "text": "more trees beside the river", "place": "Oldtown, Table 2", "question": ""}], "against": [], "claims": [{"text": "The lake needs a shaded bench", "verdict": "supported"}], "trend": ""}','{"remit": "yes", "scope": "committee", "body": "Parks"}','yes','committee','Parks','');
INSERT INTO "serve_item" VALUES(2,2,'new','new','Open the library on Sundays','open the library on sundays
gardens
open the library on sundays oldtown, table 1',1,1,'no','Gardens','{"notes": [{"id": "n1", "text": "open the library on sundays", "place": "Oldtown, Table 1", "question": ""}], "against": [], "claims": [{"text": "The lake needs a shaded bench", "verdict": "supported"}], "trend": ""}','{}','','','','');
INSERT INTO "serve_item" VALUES(3,1,'new','new','Put a bench <img src=x onerror=alert(1)></script> at the lake','put a bench <img src=x onerror=alert(1)></script> at the lake
gardens
a bench <img src=x onerror=alert(1)></script> at the lake oldtown, table 1',1,1,'no','Gardens','{"notes": [{"id": "n1", "text": "a bench <img src=x onerror=alert(1)></script> at the lake", "place": "Oldtown, Table 1", "question": ""}], "against": [], "claims": [{"text": "The lake needs a shaded bench", "verdict": "supported"}], "trend": ""}','{"proposal": "{\"remit\": \"yes\"}", "proposed_by": "Ben"}','','','','');
INSERT INTO "serve_item" VALUES(4,0,'new','new','Lend tools to neighbours','lend tools to neighbours
gardens
lend tools to neighbours oldtown, table 1
a shed with tools to lend oldtown, table 2',2,2,'no','Gardens','{"notes": [{"id": "n1", "text": "lend tools to neighbours", "place": "Oldtown, Table 1", "question": ""}, {"id": "n2", "text": "a shed with tools to lend", "place": "Oldtown, Table 2", "question": ""}], "against": [], "claims": [{"text": "The lake needs a shaded bench", "verdict": "supported"}], "trend": ""}','{}','','','','');
CREATE TABLE "serve_job" ("no" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "what" varchar(200) NOT NULL, "lines" text NOT NULL CHECK ((JSON_VALID("lines") OR "lines" IS NULL)), "done" bool NOT NULL, "wrong" text NOT NULL, "beat" real NOT NULL, "leads" varchar(60) NOT NULL);
CREATE TABLE "serve_link" ("mark" varchar(64) NOT NULL PRIMARY KEY, "kind" varchar(12) NOT NULL, "body" varchar(200) NOT NULL, "made" varchar(32) NOT NULL, "expires" varchar(32) NOT NULL);
CREATE TABLE "serve_note" ("local" varchar(20) NOT NULL PRIMARY KEY, "key" varchar(64) NOT NULL, "text" text NOT NULL, "place" varchar(300) NOT NULL, "theme" varchar(12) NOT NULL, "margin" real NOT NULL, "nearest" text NOT NULL CHECK ((JSON_VALID("nearest") OR "nearest" IS NULL)), "like" text NOT NULL CHECK ((JSON_VALID("like") OR "like" IS NULL)));
INSERT INTO "serve_note" VALUES('m0','3d004e6d6059ed950017ba64','plant trees along the river walk','Oldtown, Table 1','T01',-0.2,'["T02", "T03"]','["m1", "m2"]');
INSERT INTO "serve_note" VALUES('m1','7af3c861de981d125435f45f','more trees beside the river','Oldtown, Table 1','T01',-0.1,'["T02", "T03"]','["m0", "m2"]');
INSERT INTO "serve_note" VALUES('m2','dcf2aebb774da98f17aa6020','a bench in the shade of the trees','Oldtown, Table 1','T01',0.0,'["T02", "T03"]','["m0", "m1"]');
INSERT INTO "serve_note" VALUES('m3','fd2a1d5472542d6582fd4557','light the path behind the chapel','Oldtown, Table 1','T02',1.00000000000000033306e-01,'["T01", "T03"]','["m4"]');
INSERT INTO "serve_note" VALUES('m4','44cedfc4255fe45a0c362c08','paint the crossing at the school','Oldtown, Table 1','T02',0.2,'["T01", "T03"]','["m3"]');
INSERT INTO "serve_note" VALUES('m5','d4d0100469959dac322c2538','lend tools to neighbours','Oldtown, Table 1','T03',0.3,'["T01", "T02"]','["m6"]');
INSERT INTO "serve_note" VALUES('m6','432a8227958d338fd7a21d08','a shed with tools to lend','Oldtown, Table 1','T03',4.00000000000000077715e-01,'["T01", "T02"]','["m5"]');
INSERT INTO "serve_note" VALUES('m7','cbe649f8e0039474b8f9860b','what time is it','Oldtown, Table 1','',0.5,'["T01", "T02", "T03"]','[]');
CREATE TABLE "serve_pair" ("key" varchar(64) NOT NULL PRIMARY KEY, "gain" real NOT NULL, "found" text NOT NULL CHECK ((JSON_VALID("found") OR "found" IS NULL)));
INSERT INTO "serve_pair" VALUES('72e1c333bcd9860543c90ecf',0.9,'{"left": {"id": "plant trees along the river walk", "text": "plant trees along the river walk", "place": "Oldtown, Table 1", "question": ""}, "right": {"id": "more trees beside the river", "text": "more trees beside the river", "place": "Oldtown, Table 1", "question": ""}}');
INSERT INTO "serve_pair" VALUES('791e8169c90cab2a532f44b8',0.8,'{"left": {"id": "lend tools to neighbours", "text": "lend tools to neighbours", "place": "Oldtown, Table 1", "question": ""}, "right": {"id": "a shed with tools to lend", "text": "a shed with tools to lend", "place": "Oldtown, Table 1", "question": ""}}');
CREATE TABLE "serve_presence" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "person" varchar(120) NOT NULL, "item" integer unsigned NOT NULL CHECK ("item" >= 0), "at" real NOT NULL, CONSTRAINT "one_presence" UNIQUE ("person", "item"));
CREATE TABLE "serve_publication" ("no" integer unsigned NOT NULL PRIMARY KEY CHECK ("no" >= 0), "at" varchar(32) NOT NULL, "by" varchar(120) NOT NULL, "seq" integer unsigned NOT NULL CHECK ("seq" >= 0), "head" varchar(64) NOT NULL);
CREATE TABLE "serve_publishedfile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "publication" integer unsigned NOT NULL CHECK ("publication" >= 0), "name" varchar(200) NOT NULL, "sha256" varchar(64) NOT NULL, "data" BLOB NOT NULL, CONSTRAINT "one_file" UNIQUE ("publication", "name"));
CREATE TABLE "serve_quote" ("key" varchar(64) NOT NULL PRIMARY KEY, "text" text NOT NULL);
CREATE TABLE "serve_run" ("no" integer unsigned NOT NULL PRIMARY KEY CHECK ("no" >= 0), "title" varchar(300) NOT NULL, "folder" varchar(500) NOT NULL, "digest" varchar(64) NOT NULL, "at" varchar(32) NOT NULL, "by" varchar(120) NOT NULL, "notes" varchar(500) NOT NULL, "followed" text NOT NULL CHECK ((JSON_VALID("followed") OR "followed" IS NULL)));
INSERT INTO "serve_run" VALUES(1,'Oldtown café','/runs/run-1','first','2026-11-30T00:04:25Z','Ana','','{}');
CREATE TABLE "serve_text" ("ref" varchar(64) NOT NULL PRIMARY KEY, "salt" varchar(32) NOT NULL, "body" text NOT NULL);
INSERT INTO "serve_text" VALUES('b31ab1b00d65f034dedfc9417bdeddd30eec0bfd74c6dae363478de957c778b8','21cdda38216e8dd096bf696be058683a','The library is the county''s.');
INSERT INTO "serve_text" VALUES('7d4a8c16fa3a0ab876194318b744cf9bda62f973cb7fb95feb9b173892b71ac9','0274bd50c49125417be848937e15ff69','Ask the school too');
CREATE TABLE "serve_theme" ("local" varchar(12) NOT NULL PRIMARY KEY, "place" integer unsigned NOT NULL CHECK ("place" >= 0), "name" varchar(200) NOT NULL);
INSERT INTO "serve_theme" VALUES('T01',0,'Gardens');
INSERT INTO "serve_theme" VALUES('T02',1,'Streets');
INSERT INTO "serve_theme" VALUES('T03',2,'Tools');
CREATE INDEX "serve_comment_item_3f43fcc0" ON "serve_comment" ("item");
CREATE INDEX "serve_item_state_16fb470a" ON "serve_item" ("state");
CREATE INDEX "serve_item_theme_396dda52" ON "serve_item" ("theme");
CREATE INDEX "serve_item_body_bd3e2f0e" ON "serve_item" ("body");
CREATE INDEX "serve_attempt_name_0ae097be" ON "serve_attempt" ("name");
CREATE INDEX "serve_attempt_address_d8ddaaf8" ON "serve_attempt" ("address");
CREATE INDEX "serve_event_item_57220583" ON "serve_event" ("item");
CREATE INDEX "serve_note_key_e6d8cb14" ON "serve_note" ("key");
CREATE INDEX "serve_note_theme_c78506ca" ON "serve_note" ("theme");
CREATE TRIGGER event_stays_UPDATE BEFORE UPDATE ON serve_event
BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
CREATE TRIGGER event_stays_DELETE BEFORE DELETE ON serve_event
BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('django_migrations',5);
INSERT INTO "sqlite_sequence" VALUES('serve_job',0);
INSERT INTO "sqlite_sequence" VALUES('serve_cafe',1);
COMMIT;
