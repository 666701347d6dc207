CREATE EXTENSION IF NOT EXISTS postgis;
CREATE TYPE mood AS ENUM ('sad','ok');
CREATE DOMAIN posint AS integer CHECK (VALUE > 0);
CREATE TYPE addr AS (street text, zip text);
CREATE TABLE public.things (
 id uuid DEFAULT gen_random_uuid() PRIMARY KEY, name citext NOT NULL, tags text[] NOT NULL DEFAULT '{}', loc geography(Point,4326), shape geometry,
 span tstzrange, ip inet, mac macaddr, doc jsonb NOT NULL DEFAULT '{}'::jsonb, vec tsvector GENERATED ALWAYS AS (to_tsvector('english', name)) STORED,
 amount money, dur interval, bits bit varying(5), x xml, h hstore, emb vector(1536), m mood DEFAULT 'ok', p posint, home addr, lt ltree, price numeric,
 EXCLUDE USING gist (span WITH &&)
) PARTITION BY RANGE (id);
CREATE VIEW thing_names AS SELECT name FROM things;
CREATE OR REPLACE FUNCTION f() RETURNS trigger AS $$ BEGIN NEW.name := 'x'; CREATE TABLE evil(i int); RETURN NEW; END $$ LANGUAGE plpgsql;
CREATE TRIGGER tr BEFORE INSERT ON things FOR EACH ROW EXECUTE FUNCTION f();
CREATE TABLE owners (id uuid PRIMARY KEY, name text NOT NULL, thing_id uuid REFERENCES things(id));
CREATE POLICY p ON things USING (true);
COPY owners (id, name) FROM stdin;
1	CREATE TABLE bad (i int);
\.
