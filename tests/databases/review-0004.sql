PRAGMA application_id=2002993510;
BEGIN TRANSACTION;
CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);
INSERT INTO "django_migrations" VALUES(1,'serve','0001_initial','2026-11-29 02:18:16.342745');
INSERT INTO "django_migrations" VALUES(2,'serve','0002_links_and_jobs','2026-11-29 02:18:16.361445');
INSERT INTO "django_migrations" VALUES(3,'serve','0003_publications','2026-11-29 02:18:16.446534');
INSERT INTO "django_migrations" VALUES(4,'serve','0004_themes_by_hand','2026-11-29 07:43:36.978850');
CREATE TABLE "serve_asked" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "question" varchar(80) NOT NULL, "person" varchar(120) NOT NULL, "at" real NOT NULL, CONSTRAINT "one_asked" UNIQUE ("question", "person"));
CREATE TABLE "serve_cafe" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "title" varchar(300) NOT NULL, "seq" integer unsigned NOT NULL CHECK ("seq" >= 0), "head" varchar(64) NOT NULL, "newest" integer unsigned NOT NULL CHECK ("newest" >= 0), "secret" varchar(64) NOT NULL);
INSERT INTO "serve_cafe" VALUES(1,'Oldtown café',7,'713cb63fbbca53079f11e1edbe336ad8e25ab5d54508891c5f27824922e2862b',4,'699ee66ad0be5f7d1f5fc81efdc0a689c39bb6bc4f46072ba14b2e75ad98fd1a');
CREATE TABLE "serve_claim" ("key" varchar(64) NOT NULL PRIMARY KEY, "place" integer unsigned NOT NULL CHECK ("place" >= 0), "gain" real NOT NULL, "found" text NOT NULL CHECK ((JSON_VALID("found") OR "found" IS NULL)));
INSERT INTO "serve_claim" VALUES('d5fa2d83cf4d73c906d1b9dd',0,0.55,'{"text": "The lake needs a shaded bench", "topic": "Lake", "verdict": "supported", "reason": "1 note says this.", "notes": [{"id": "n0", "text": "a bench in the shade 0", "place": "Oldtown, Table 1", "question": "", "score": 0.9, "linked": true}, {"id": "n1", "text": "a bench in the shade 1", "place": "Oldtown, Table 1", "question": "", "score": 0.7, "linked": false}, {"id": "n2", "text": "a bench in the shade 2", "place": "Oldtown, Table 1", "question": "", "score": 0.5, "linked": false}]}');
CREATE TABLE "serve_comment" ("seq" integer unsigned NOT NULL PRIMARY KEY CHECK ("seq" >= 0), "item" integer unsigned NOT NULL CHECK ("item" >= 0), "ref" varchar(64) NOT NULL, "hidden" bool NOT NULL);
INSERT INTO "serve_comment" VALUES(5,1,'bcf246b496ba3887f72ea9cc68af3a7b66d90a92bc8065ee3c599422701b0d66',0);
CREATE TABLE "serve_event" ("seq" integer unsigned NOT NULL PRIMARY KEY CHECK ("seq" >= 0), "at" varchar(32) NOT NULL, "actor" varchar(120) NOT NULL, "actor_kind" varchar(12) NOT NULL, "verb" varchar(20) NOT NULL, "item" integer unsigned NOT NULL CHECK ("item" >= 0), "version" integer unsigned NOT NULL CHECK ("version" >= 0), "changes" text NOT NULL CHECK ((JSON_VALID("changes") OR "changes" IS NULL)), "request" varchar(64) NOT NULL UNIQUE, "undoes" integer unsigned NULL CHECK ("undoes" >= 0), "before_hash" varchar(64) NOT NULL, "hash" varchar(64) NOT NULL);
INSERT INTO "serve_event" VALUES(1,'2026-11-29T02:18:16Z','Ana','person','import',0,0,'{"run": ["0", "1"], "no 1": ["", "new"], "no 2": ["", "new"], "no 3": ["", "new"], "no 4": ["", "new"]}','45c11f4b68514513b4ecbebddd5e8be5',NULL,'','72f347e2b7c7f3d353f598fc9dc63906a9552e05426d5ed9d77e1d0617ab2790');
INSERT INTO "serve_event" VALUES(2,'2026-11-29T02:18:16Z','Ana','person','decide',0,1,'{"chair": ["", "Ana"], "remit criteria": ["", "Trees and tools"]}','k0',NULL,'72f347e2b7c7f3d353f598fc9dc63906a9552e05426d5ed9d77e1d0617ab2790','f76295bad6decb9b84b9152f58d886363562e730e88012f93607540caa0df582');
INSERT INTO "serve_event" VALUES(3,'2026-11-29T02:18:16Z','Ana','person','decide',1,1,'{"remit": ["", "yes"], "scope": ["", "committee"], "body": ["", "Parks"]}','k1',NULL,'f76295bad6decb9b84b9152f58d886363562e730e88012f93607540caa0df582','9fce395c97e8272933b05fbdba3555df32d2ed4a93c97bbca5e7762980545683');
INSERT INTO "serve_event" VALUES(4,'2026-11-29T02:18:16Z','Ana','person','decide',2,1,'{"remit": ["", "no"], "remit_why": ["", "05f6aab3297102c8f182e8d07dae250f768c40cdd37302bf8fead90039745e4b"]}','k2',NULL,'9fce395c97e8272933b05fbdba3555df32d2ed4a93c97bbca5e7762980545683','a0a716036961c9deef1b7ca4e8fcb3256c890a09d001ccdada31da2747ac2fb2');
INSERT INTO "serve_event" VALUES(5,'2026-11-29T02:18:16Z','Ben','person','comment',1,1,'{"comment": ["", "bcf246b496ba3887f72ea9cc68af3a7b66d90a92bc8065ee3c599422701b0d66"]}','k3',NULL,'a0a716036961c9deef1b7ca4e8fcb3256c890a09d001ccdada31da2747ac2fb2','60fc46dc3bc3117457bf3fc6a4e7cee7fbf14b14b5a5eba33f80ca2a342eaaf4');
INSERT INTO "serve_event" VALUES(6,'2026-11-29T02:18:16Z','Ana','person','undo',2,2,'{"remit": ["no", ""], "remit_why": ["05f6aab3297102c8f182e8d07dae250f768c40cdd37302bf8fead90039745e4b", ""]}','k4',4,'60fc46dc3bc3117457bf3fc6a4e7cee7fbf14b14b5a5eba33f80ca2a342eaaf4','a0b81a72c95a5bf85e35cb29b9684608145a433eefc81d45ae345a1324c9e823');
INSERT INTO "serve_event" VALUES(7,'2026-11-29T02:18:16Z','Ben','person','propose',3,1,'{"proposal": ["", "{\"remit\": \"yes\"}"], "proposed_by": ["", "Ben"]}','k5',NULL,'a0b81a72c95a5bf85e35cb29b9684608145a433eefc81d45ae345a1324c9e823','713cb63fbbca53079f11e1edbe336ad8e25ab5d54508891c5f27824922e2862b');
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
CREATE TABLE "serve_job" ("no" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "what" varchar(200) NOT NULL, "lines" text NOT NULL CHECK ((JSON_VALID("lines") OR "lines" IS NULL)), "done" bool NOT NULL, "wrong" text NOT NULL, "beat" real NOT NULL, "leads" varchar(60) NOT NULL);
CREATE TABLE "serve_link" ("mark" varchar(64) NOT NULL PRIMARY KEY, "kind" varchar(12) NOT NULL, "body" varchar(200) NOT NULL, "made" varchar(32) NOT NULL, "expires" varchar(32) NOT NULL);
CREATE TABLE "serve_note" ("local" varchar(20) NOT NULL PRIMARY KEY, "key" varchar(64) NOT NULL, "text" text NOT NULL, "place" varchar(300) NOT NULL, "theme" varchar(12) NOT NULL, "margin" real NOT NULL, "nearest" text NOT NULL CHECK ((JSON_VALID("nearest") OR "nearest" IS NULL)));
INSERT INTO "serve_note" VALUES('m0','3d004e6d6059ed950017ba64','plant trees along the river walk','Oldtown, Table 1','T01',-0.2,'["T02", "T03"]');
INSERT INTO "serve_note" VALUES('m1','7af3c861de981d125435f45f','more trees beside the river','Oldtown, Table 1','T01',-0.1,'["T02", "T03"]');
INSERT INTO "serve_note" VALUES('m2','dcf2aebb774da98f17aa6020','a bench in the shade of the trees','Oldtown, Table 1','T01',0.0,'["T02", "T03"]');
INSERT INTO "serve_note" VALUES('m3','fd2a1d5472542d6582fd4557','light the path behind the chapel','Oldtown, Table 1','T02',1.00000000000000033306e-01,'["T01", "T03"]');
INSERT INTO "serve_note" VALUES('m4','44cedfc4255fe45a0c362c08','paint the crossing at the school','Oldtown, Table 1','T02',0.2,'["T01", "T03"]');
INSERT INTO "serve_note" VALUES('m5','d4d0100469959dac322c2538','lend tools to neighbours','Oldtown, Table 1','T03',0.3,'["T01", "T02"]');
INSERT INTO "serve_note" VALUES('m6','432a8227958d338fd7a21d08','a shed with tools to lend','Oldtown, Table 1','T03',4.00000000000000077715e-01,'["T01", "T02"]');
INSERT INTO "serve_note" VALUES('m7','cbe649f8e0039474b8f9860b','what time is it','Oldtown, Table 1','',0.5,'["T01", "T02", "T03"]');
CREATE TABLE "serve_pair" ("key" varchar(64) NOT NULL PRIMARY KEY, "gain" real NOT NULL, "found" text NOT NULL CHECK ((JSON_VALID("found") OR "found" IS NULL)));
CREATE TABLE "serve_presence" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "person" varchar(120) NOT NULL, "item" integer unsigned NOT NULL CHECK ("item" >= 0), "at" real NOT NULL, CONSTRAINT "one_presence" UNIQUE ("person", "item"));
CREATE TABLE "serve_publication" ("no" integer unsigned NOT NULL PRIMARY KEY CHECK ("no" >= 0), "at" varchar(32) NOT NULL, "by" varchar(120) NOT NULL, "seq" integer unsigned NOT NULL CHECK ("seq" >= 0), "head" varchar(64) NOT NULL);
CREATE TABLE "serve_publishedfile" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "publication" integer unsigned NOT NULL CHECK ("publication" >= 0), "name" varchar(200) NOT NULL, "sha256" varchar(64) NOT NULL, "data" BLOB NOT NULL, CONSTRAINT "one_file" UNIQUE ("publication", "name"));
CREATE TABLE "serve_quote" ("key" varchar(64) NOT NULL PRIMARY KEY, "text" text NOT NULL);
INSERT INTO "serve_quote" VALUES('d4d0100469959dac322c2538','lend tools to neighbours');
CREATE TABLE "serve_run" ("no" integer unsigned NOT NULL PRIMARY KEY CHECK ("no" >= 0), "title" varchar(300) NOT NULL, "folder" varchar(500) NOT NULL, "digest" varchar(64) NOT NULL, "at" varchar(32) NOT NULL, "by" varchar(120) NOT NULL, "notes" varchar(500) NOT NULL, "followed" text NOT NULL CHECK ((JSON_VALID("followed") OR "followed" IS NULL)));
INSERT INTO "serve_run" VALUES(1,'Oldtown café','/runs/run-1','first','2026-11-29T02:18:16Z','Ana','','{}');
CREATE TABLE "serve_text" ("ref" varchar(64) NOT NULL PRIMARY KEY, "salt" varchar(32) NOT NULL, "body" text NOT NULL);
INSERT INTO "serve_text" VALUES('05f6aab3297102c8f182e8d07dae250f768c40cdd37302bf8fead90039745e4b','5911bfde92f2b5e6d6ffaa2d1f4ce7b0','The library is the county''s.');
INSERT INTO "serve_text" VALUES('bcf246b496ba3887f72ea9cc68af3a7b66d90a92bc8065ee3c599422701b0d66','41d13c423391b9710243165c8da01f07','Ask the school too');
CREATE TABLE "serve_theme" ("local" varchar(12) NOT NULL PRIMARY KEY, "place" integer unsigned NOT NULL CHECK ("place" >= 0), "name" varchar(200) NOT NULL);
INSERT INTO "serve_theme" VALUES('T01',0,'Gardens');
INSERT INTO "serve_theme" VALUES('T02',1,'Streets');
INSERT INTO "serve_theme" VALUES('T03',2,'Tools');
CREATE TRIGGER event_stays_UPDATE BEFORE UPDATE ON serve_event
BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
CREATE TRIGGER event_stays_DELETE BEFORE DELETE ON serve_event
BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
CREATE INDEX "serve_comment_item_3f43fcc0" ON "serve_comment" ("item");
CREATE INDEX "serve_event_item_57220583" ON "serve_event" ("item");
CREATE INDEX "serve_item_state_16fb470a" ON "serve_item" ("state");
CREATE INDEX "serve_item_theme_396dda52" ON "serve_item" ("theme");
CREATE INDEX "serve_item_body_bd3e2f0e" ON "serve_item" ("body");
CREATE INDEX "serve_note_key_e6d8cb14" ON "serve_note" ("key");
CREATE INDEX "serve_note_theme_c78506ca" ON "serve_note" ("theme");
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('django_migrations',4);
INSERT INTO "sqlite_sequence" VALUES('serve_job',0);
INSERT INTO "sqlite_sequence" VALUES('serve_cafe',1);
COMMIT;
