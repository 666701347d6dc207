CREATE TABLE клиенты (id serial PRIMARY KEY, имя text NOT NULL, город varchar(40), создан timestamp default now());
CREATE TABLE заказы (id serial PRIMARY KEY, клиент_id int NOT NULL REFERENCES клиенты (id) ON DELETE CASCADE, сумма numeric(10,2) NOT NULL, статус text NOT NULL CHECK (статус IN ('новый','оплачен','отменён')));
CREATE TABLE "注文" ("番号" serial PRIMARY KEY, "名前" text NOT NULL, "価格" numeric(10,2));
CREATE TABLE "حجز" (id serial PRIMARY KEY, "اسم" text NOT NULL);
CREATE TABLE "🐎" (id serial PRIMARY KEY, "🐴" text NOT NULL, "🦄" text);
