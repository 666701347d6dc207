CREATE TABLE "order" (
 id serial PRIMARY KEY, "order" integer NOT NULL, "select" text, "from" date, "to" date, "class" text, "def" text, "import" text,
 "limit" int, "cursor" text, "clear" text, "group" text, "user" text, "type" text, "return" boolean, "lambda" int, "None" text, "True" boolean,
 "self" text, "key" text, "rowid" int, "sort" text, "and" text, "is" text, "in" int, "not" text, "now" timestamp, "count" int, "len" int, "index" int, "values" text, "json" text, "model_config" text, "metadata" text, "actor" text, "view" text, "of" text, "state" text, "print" text, "int" int, "str" text, "list" text, "dict" text, "args" text, "cls" text, "db" text, "call" text, "fail" text, "money" numeric(8,2));
CREATE TABLE "table" (id serial PRIMARY KEY, "where" text NOT NULL, "order_id" int NOT NULL REFERENCES "order"(id), "primary" boolean, "references" text, "default" text, "check" text);
CREATE TABLE class (id serial PRIMARY KEY, name text NOT NULL, "for" text);
CREATE TABLE "none" (id serial PRIMARY KEY, name text NOT NULL);
CREATE TABLE "return" (id serial PRIMARY KEY, name text NOT NULL, reason text);
CREATE TABLE "list" (id serial PRIMARY KEY, name text NOT NULL, "order" int);
CREATE TABLE "actor" (id serial PRIMARY KEY, name text NOT NULL);
CREATE TABLE "row" (id serial PRIMARY KEY, name text NOT NULL);
CREATE TABLE "view" (id serial PRIMARY KEY, name text NOT NULL);
