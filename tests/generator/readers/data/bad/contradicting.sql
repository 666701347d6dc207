CREATE TABLE a (id int primary key, id int, b_id int references nowhere(id), n int check (n > 5 and n < 2), s text check (s in (1, 2)) default 'x', FOREIGN KEY (ghost) REFERENCES b(id), UNIQUE (ghost2), PRIMARY KEY (ghost3));
CREATE TABLE a (other int);
CREATE TABLE b (id int primary key, a_id int not null references a (missing) on delete set null, name text not null default null);
CREATE TABLE c ();
CREATE TABLE d (id int primary key, x int not null references e(id));
CREATE TABLE e (id int primary key, x int not null references d(id));
CREATE TABLE f (
