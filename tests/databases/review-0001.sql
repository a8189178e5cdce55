PRAGMA application_id = 2002993510;
BEGIN TRANSACTION;
CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);
INSERT INTO "django_migrations" VALUES(1,'serve','0001_initial','2026-11-28 22:07:27.348017');
CREATE TABLE "serve_cafe" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(300) NOT NULL, "seq" integer unsigned NOT NULL CHECK ("seq" >= 0), "head" varchar(64) NOT NULL, "newest" integer unsigned NOT NULL CHECK ("newest" >= 0), "secret" varchar(64) NOT NULL);
INSERT INTO "serve_cafe" VALUES(1,'Oldtown café',7,'64fa2edd482e1c18522cf48f42175ec4cf4dc176e33e2c7bc89690e5c23d969e',4,'a7ba84d28bf9b0a0c417efde6ded745b288fec1787224f15ae5704721e49af39');
CREATE TABLE "serve_claim" ("key" varchar(64) NOT NULL PRIMARY KEY, "place" integer unsigned NOT NULL CHECK ("place" >= 0), "gain" real NOT NULL, "found" text NOT NULL CHECK ((JSON_VALID("found") OR "found" IS NULL)));
INSERT INTO "serve_claim" VALUES('d5fa2d83cf4d73c906d1b9dd',0,0.55,'{"text": "The lake needs a shaded bench", "topic": "Lake", "verdict": "supported", "reason": "1 note says this.", "notes": [{"id": "n0", "text": "a bench in the shade 0", "place": "Oldtown, Table 1", "question": "", "score": 0.9, "linked": true}, {"id": "n1", "text": "a bench in the shade 1", "place": "Oldtown, Table 1", "question": "", "score": 0.7, "linked": false}, {"id": "n2", "text": "a bench in the shade 2", "place": "Oldtown, Table 1", "question": "", "score": 0.5, "linked": false}]}');
CREATE TABLE "serve_comment" ("seq" integer unsigned NOT NULL PRIMARY KEY CHECK ("seq" >= 0), "item" integer unsigned NOT NULL CHECK ("item" >= 0), "ref" varchar(64) NOT NULL, "hidden" bool NOT NULL);
INSERT INTO "serve_comment" VALUES(5,1,'7a154205988dda3ff2731d221441d5b2eeb1f7d43c92b3ed614b12b196912406',0);
CREATE TABLE "serve_event" ("seq" integer unsigned NOT NULL PRIMARY KEY CHECK ("seq" >= 0), "at" varchar(32) NOT NULL, "actor" varchar(120) NOT NULL, "actor_kind" varchar(12) NOT NULL, "verb" varchar(20) NOT NULL, "item" integer unsigned NOT NULL CHECK ("item" >= 0), "version" integer unsigned NOT NULL CHECK ("version" >= 0), "changes" text NOT NULL CHECK ((JSON_VALID("changes") OR "changes" IS NULL)), "request" varchar(64) NOT NULL UNIQUE, "undoes" integer unsigned NULL CHECK ("undoes" >= 0), "before_hash" varchar(64) NOT NULL, "hash" varchar(64) NOT NULL);
INSERT INTO "serve_event" VALUES(1,'2026-11-28T22:07:27Z','Ana','person','import',0,0,'{"run": ["0", "1"], "no 1": ["", "new"], "no 2": ["", "new"], "no 3": ["", "new"], "no 4": ["", "new"]}','48f2a6860150926b373b4136741c3a1e',NULL,'','44201b4f294c3e99e9430ea8047a1ad95031fcb5e778ae784a15ef09710d2be0');
INSERT INTO "serve_event" VALUES(2,'2026-11-28T22:07:27Z','Ana','person','decide',0,1,'{"chair": ["", "Ana"], "remit criteria": ["", "Trees and tools"]}','k0',NULL,'44201b4f294c3e99e9430ea8047a1ad95031fcb5e778ae784a15ef09710d2be0','90e4d915af3997d9ddf220abb0a979cb97c2e88b6733e16c34fbf1e1ccc0b8d8');
INSERT INTO "serve_event" VALUES(3,'2026-11-28T22:07:27Z','Ana','person','decide',1,1,'{"remit": ["", "yes"], "scope": ["", "committee"], "body": ["", "Parks"]}','k1',NULL,'90e4d915af3997d9ddf220abb0a979cb97c2e88b6733e16c34fbf1e1ccc0b8d8','49f5e856bd7a0aabf08c0615e73d0aa70fa3d45e9e9e69457d020ada352cf7a4');
INSERT INTO "serve_event" VALUES(4,'2026-11-28T22:07:27Z','Ana','person','decide',2,1,'{"remit": ["", "no"], "remit_why": ["", "8273f7d47443d5b1c59941d663f773c1020dbe7cf3980bd01c570364ec91c464"]}','k2',NULL,'49f5e856bd7a0aabf08c0615e73d0aa70fa3d45e9e9e69457d020ada352cf7a4','0408760757e13f5a1deaa03cfa9b13a836eb29e59e2835dea8814bb60b11eac3');
INSERT INTO "serve_event" VALUES(5,'2026-11-28T22:07:27Z','Ben','person','comment',1,1,'{"comment": ["", "7a154205988dda3ff2731d221441d5b2eeb1f7d43c92b3ed614b12b196912406"]}','k3',NULL,'0408760757e13f5a1deaa03cfa9b13a836eb29e59e2835dea8814bb60b11eac3','0726952c2cf9a350b8266b4deffac44750ada45d1860f1a28b5c6f90a7109138');
INSERT INTO "serve_event" VALUES(6,'2026-11-28T22:07:27Z','Ana','person','undo',2,2,'{"remit": ["no", ""], "remit_why": ["8273f7d47443d5b1c59941d663f773c1020dbe7cf3980bd01c570364ec91c464", ""]}','k4',4,'0726952c2cf9a350b8266b4deffac44750ada45d1860f1a28b5c6f90a7109138','aa75ae187d6d330431905f8152957e24e6ce8aebc731be1bcc773b55a9dacdfa');
INSERT INTO "serve_event" VALUES(7,'2026-11-28T22:07:27Z','Ben','person','propose',3,1,'{"proposal": ["", "{\"remit\": \"yes\"}"], "proposed_by": ["", "Ben"]}','k5',NULL,'aa75ae187d6d330431905f8152957e24e6ce8aebc731be1bcc773b55a9dacdfa','64fa2edd482e1c18522cf48f42175ec4cf4dc176e33e2c7bc89690e5c23d969e');
CREATE TABLE "serve_fact" ("key" varchar(80) NOT NULL PRIMARY KEY, "value" text NOT NULL);
INSERT INTO "serve_fact" VALUES('remit criteria','Trees and tools');
INSERT INTO "serve_fact" VALUES('chair','Ana');
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
CREATE TABLE "serve_presence" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "person" varchar(120) NOT NULL, "item" integer unsigned NOT NULL CHECK ("item" >= 0), "at" real NOT NULL, CONSTRAINT "one_presence" UNIQUE ("person", "item"));
CREATE TABLE "serve_run" ("no" integer unsigned NOT NULL PRIMARY KEY CHECK ("no" >= 0), "title" varchar(300) NOT NULL, "folder" varchar(500) NOT NULL, "digest" varchar(64) NOT NULL, "at" varchar(32) NOT NULL, "by" varchar(120) NOT NULL);
INSERT INTO "serve_run" VALUES(1,'Oldtown café','/runs/run-1','first','2026-11-28T22:07:27Z','Ana');
CREATE TABLE "serve_text" ("ref" varchar(64) NOT NULL PRIMARY KEY, "salt" varchar(32) NOT NULL, "body" text NOT NULL);
INSERT INTO "serve_text" VALUES('8273f7d47443d5b1c59941d663f773c1020dbe7cf3980bd01c570364ec91c464','ad33575ba1b9632c0fa0f60b6d57adfe','The library is the county''s.');
INSERT INTO "serve_text" VALUES('7a154205988dda3ff2731d221441d5b2eeb1f7d43c92b3ed614b12b196912406','279807454bc0fd18fe2b12ea5a9b40b7','Ask the school too');
CREATE TRIGGER event_stays_UPDATE BEFORE UPDATE ON serve_event
BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
CREATE TRIGGER event_stays_DELETE BEFORE DELETE ON serve_event
BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
CREATE INDEX "serve_comment_item_3f43fcc0" ON "serve_comment" ("item");
CREATE INDEX "serve_event_item_57220583" ON "serve_event" ("item");
CREATE INDEX "serve_item_state_16fb470a" ON "serve_item" ("state");
CREATE INDEX "serve_item_theme_396dda52" ON "serve_item" ("theme");
CREATE INDEX "serve_item_body_bd3e2f0e" ON "serve_item" ("body");
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('django_migrations',1);
INSERT INTO "sqlite_sequence" VALUES('serve_cafe',1);
COMMIT;
