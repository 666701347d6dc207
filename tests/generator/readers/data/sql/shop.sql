--
-- PostgreSQL database dump
--

-- Dumped from database version 15.4
-- Dumped by pg_dump version 15.4

SET statement_timeout = 0;
SET lock_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;

CREATE SCHEMA shop;
ALTER SCHEMA shop OWNER TO shopkeeper;

CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public;
COMMENT ON EXTENSION citext IS 'case-insensitive text';

CREATE TYPE shop.order_status AS ENUM (
    'cart',
    'placed',
    'paid',
    'shipped',
    'delivered',
    'cancelled'
);
ALTER TYPE shop.order_status OWNER TO shopkeeper;

CREATE TYPE shop.address_parts AS (street text, zip text);

CREATE DOMAIN shop.price AS numeric(10,2)
	CONSTRAINT price_check CHECK ((VALUE >= (0)::numeric));

CREATE FUNCTION shop.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  NEW.updated_at = now(); -- CREATE TABLE fake (id int);
  RETURN NEW;
END;
$$;

SET default_tablespace = '';
SET default_table_access_method = heap;

CREATE TABLE shop.customers (
    id integer NOT NULL,
    email public.citext NOT NULL,
    full_name character varying(120) NOT NULL,
    phone character varying(40),
    is_vip boolean DEFAULT false NOT NULL,
    birthday date,
    preferred_language character(2) DEFAULT 'en'::bpchar,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
COMMENT ON TABLE shop.customers IS 'People who buy here';
COMMENT ON COLUMN shop.customers.full_name IS 'Name as on parcels, e.g. O''Brien; may hold commas';

CREATE SEQUENCE shop.customers_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE shop.customers_id_seq OWNED BY shop.customers.id;

CREATE TABLE shop.categories (
    id integer NOT NULL,
    parent_id integer,
    name text NOT NULL,
    slug text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL
);

CREATE TABLE shop.products (
    id bigint NOT NULL,
    category_id integer NOT NULL,
    sku character varying(32) NOT NULL,
    title text NOT NULL,
    description text,
    unit_price shop.price NOT NULL,
    weight_grams integer,
    stock integer DEFAULT 0 NOT NULL,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    attributes jsonb,
    active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone,
    CONSTRAINT products_stock_check CHECK ((stock >= 0)),
    CONSTRAINT products_weight_check CHECK (((weight_grams > 0) AND (weight_grams <= 50000)))
);

CREATE TABLE shop."order" (
    id bigint NOT NULL,
    customer_id integer NOT NULL,
    status shop.order_status DEFAULT 'cart'::shop.order_status NOT NULL,
    currency character(3) DEFAULT 'EUR'::bpchar NOT NULL,
    total numeric(12,2) DEFAULT 0 NOT NULL,
    coupon_id integer,
    note text,
    placed_at timestamp without time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE shop."order" ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME shop.order_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE shop.order_items (
    order_id bigint NOT NULL,
    line_no smallint NOT NULL,
    product_id bigint NOT NULL,
    quantity integer DEFAULT 1 NOT NULL,
    price_each shop.price NOT NULL,
    CONSTRAINT order_items_quantity_check CHECK (((quantity >= 1) AND (quantity <= 99)))
);

CREATE TABLE shop.coupons (
    id integer NOT NULL,
    code character varying(20) NOT NULL,
    kind character varying(10) NOT NULL,
    percent_off integer,
    valid_until date,
    CONSTRAINT coupons_kind_check CHECK (((kind)::text = ANY ((ARRAY['percent'::character varying, 'fixed'::character varying])::text[]))),
    CONSTRAINT coupons_percent CHECK (percent_off BETWEEN 1 AND 90)
);

CREATE TABLE shop.wishlist (
    customer_id integer NOT NULL,
    product_id bigint NOT NULL
);

CREATE TABLE shop.reviews (
    id bigint NOT NULL,
    product_id bigint NOT NULL,
    customer_id integer NOT NULL,
    rating smallint NOT NULL,
    body text,
    approved boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    CONSTRAINT reviews_rating_check CHECK (rating IN (1,2,3,4,5))
);

CREATE VIEW shop.best_sellers AS
 SELECT p.id, p.title, sum(i.quantity) AS sold
   FROM (shop.products p JOIN shop.order_items i ON ((i.product_id = p.id)))
  GROUP BY p.id, p.title;

CREATE MATERIALIZED VIEW shop.stock_value AS SELECT sum(stock * unit_price) AS total_value FROM shop.products WITH NO DATA;

ALTER TABLE ONLY shop.customers ALTER COLUMN id SET DEFAULT nextval('shop.customers_id_seq'::regclass);

COPY shop.customers (id, email, full_name, phone, is_vip, birthday, preferred_language, created_at) FROM stdin;
1	ann@example.org	Ann; DROP TABLE x	\N	t	1980-01-01	en	2024-01-01 10:00:00+00
2	bob@example.org	Bob (the "Builder	'	f	\N	en	2024-01-02 10:00:00+00
\.

SELECT pg_catalog.setval('shop.customers_id_seq', 2, true);

ALTER TABLE ONLY shop.categories ADD CONSTRAINT categories_pkey PRIMARY KEY (id);
ALTER TABLE ONLY shop.categories ADD CONSTRAINT categories_slug_key UNIQUE (slug);
ALTER TABLE ONLY shop.coupons ADD CONSTRAINT coupons_pkey PRIMARY KEY (id);
ALTER TABLE ONLY shop.coupons ADD CONSTRAINT coupons_code_key UNIQUE (code);
ALTER TABLE ONLY shop.customers
    ADD CONSTRAINT customers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY shop."order"
    ADD CONSTRAINT order_pkey PRIMARY KEY (id);
ALTER TABLE ONLY shop.order_items
    ADD CONSTRAINT order_items_pkey PRIMARY KEY (order_id, line_no);
ALTER TABLE ONLY shop.products
    ADD CONSTRAINT products_pkey PRIMARY KEY (id);
ALTER TABLE ONLY shop.reviews
    ADD CONSTRAINT reviews_pkey PRIMARY KEY (id);
ALTER TABLE ONLY shop.wishlist
    ADD CONSTRAINT wishlist_pkey PRIMARY KEY (customer_id, product_id);
ALTER TABLE ONLY shop.reviews ADD CONSTRAINT one_review UNIQUE (product_id, customer_id);

CREATE UNIQUE INDEX customers_email_key ON shop.customers USING btree (lower((email)::text));
CREATE UNIQUE INDEX products_sku_key ON shop.products USING btree (sku);
CREATE INDEX products_title_idx ON shop.products USING gin (to_tsvector('english'::regconfig, title));

CREATE TRIGGER touch_products BEFORE UPDATE ON shop.products FOR EACH ROW EXECUTE FUNCTION shop.touch();

ALTER TABLE ONLY shop.categories
    ADD CONSTRAINT categories_parent_fkey FOREIGN KEY (parent_id) REFERENCES shop.categories(id) ON DELETE SET NULL;
ALTER TABLE ONLY shop.products
    ADD CONSTRAINT products_category_fkey FOREIGN KEY (category_id) REFERENCES shop.categories(id) ON DELETE RESTRICT;
ALTER TABLE ONLY shop."order"
    ADD CONSTRAINT order_customer_fkey FOREIGN KEY (customer_id) REFERENCES shop.customers(id);
ALTER TABLE ONLY shop."order"
    ADD CONSTRAINT order_coupon_fkey FOREIGN KEY (coupon_id) REFERENCES shop.coupons(id) ON DELETE SET NULL;
ALTER TABLE ONLY shop.order_items
    ADD CONSTRAINT order_items_order_fkey FOREIGN KEY (order_id) REFERENCES shop."order"(id) ON DELETE CASCADE;
ALTER TABLE ONLY shop.order_items
    ADD CONSTRAINT order_items_product_fkey FOREIGN KEY (product_id) REFERENCES shop.products(id);
ALTER TABLE ONLY shop.wishlist ADD CONSTRAINT w1 FOREIGN KEY (customer_id) REFERENCES shop.customers(id) ON DELETE CASCADE;
ALTER TABLE ONLY shop.wishlist ADD CONSTRAINT w2 FOREIGN KEY (product_id) REFERENCES shop.products(id) ON DELETE CASCADE;
ALTER TABLE ONLY shop.reviews ADD CONSTRAINT r1 FOREIGN KEY (customer_id) REFERENCES shop.customers(id) ON DELETE CASCADE;
ALTER TABLE ONLY shop.reviews ADD CONSTRAINT r2 FOREIGN KEY (product_id) REFERENCES shop.products(id) ON DELETE CASCADE;

GRANT USAGE ON SCHEMA shop TO reader;
REVOKE ALL ON TABLE shop.customers FROM PUBLIC;
