SELECT l_returnflag, l_linestatus, SUM(l_quantity) AS sum_qty, SUM(l_extendedprice) AS sum_base_price, SUM(l_extendedprice * (1 - l_discount)) AS sum_disc_price, SUM(l_extendedprice * (1 - l_discount) * (1 + l_tax)) AS sum_charge, AVG(l_quantity) AS avg_qty, AVG(l_extendedprice) AS avg_price, AVG(l_discount) AS avg_disc, COUNT(*) AS count_order
FROM lineitem WHERE l_shipdate <= DATE '1998-12-01' - INTERVAL '90' DAY GROUP BY l_returnflag, l_linestatus ORDER BY l_returnflag, l_linestatus

SELECT s_acctbal, s_name, n_name, p_partkey, p_mfgr, s_address, s_phone, s_comment
FROM part, supplier, partsupp, nation, region
WHERE p_partkey = ps_partkey AND s_suppkey = ps_suppkey AND p_size > 15 AND p_type LIKE '%BRASS' AND s_nationkey = n_nationkey AND n_regionkey = r_regionkey AND r_name = 'EUROPE'
  AND ps_supplycost = (SELECT MIN(ps_supplycost) FROM partsupp, supplier, nation, region WHERE p_partkey = ps_partkey AND s_suppkey = ps_suppkey AND s_nationkey = n_nationkey AND n_regionkey = r_regionkey AND r_name = 'EUROPE')
ORDER BY s_acctbal DESC, n_name, s_name, p_partkey LIMIT 100

SELECT l_orderkey, SUM(l_extendedprice * (1 - l_discount)) AS revenue, o_orderdate, o_shippriority
FROM customer, orders, lineitem
WHERE c_mktsegment = 'BUILDING' AND c_custkey = o_custkey AND l_orderkey = o_orderkey AND o_orderdate < DATE '1995-03-15' AND l_shipdate > DATE '1995-03-15'
GROUP BY l_orderkey, o_orderdate, o_shippriority ORDER BY revenue DESC, o_orderdate LIMIT 10

SELECT o_orderpriority, COUNT(*) AS order_count FROM orders
WHERE o_orderdate >= DATE '1993-07-01' AND o_orderdate < DATE '1993-07-01' + INTERVAL '3' MONTH AND EXISTS (SELECT * FROM lineitem WHERE l_orderkey = o_orderkey AND l_commitdate < l_receiptdate)
GROUP BY o_orderpriority ORDER BY o_orderpriority

SELECT n_name, SUM(l_extendedprice * (1 - l_discount)) AS revenue
FROM customer, orders, lineitem, supplier, nation, region
WHERE c_custkey = o_custkey AND l_orderkey = o_orderkey AND l_suppkey = s_suppkey AND c_nationkey = s_nationkey AND s_nationkey = n_nationkey AND n_regionkey = r_regionkey AND r_name = 'ASIA' AND o_orderdate >= DATE '1993-01-01' AND o_orderdate < DATE '1993-01-01' + INTERVAL '3' YEAR
GROUP BY n_name ORDER BY revenue DESC

SELECT SUM(l_extendedprice * l_discount) AS revenue FROM lineitem
WHERE l_shipdate >= DATE '1994-01-01' AND l_shipdate < DATE '1994-01-01' + INTERVAL '1' YEAR AND l_discount BETWEEN 0.06 - 0.01 AND 0.06 + 0.01 AND l_quantity < 24

SELECT supp_nation, cust_nation, l_year, SUM(volume) AS revenue
FROM (SELECT n1.n_name AS supp_nation, n2.n_name AS cust_nation, EXTRACT(YEAR FROM l_shipdate) AS l_year, l_extendedprice * (1 - l_discount) AS volume
  FROM supplier, lineitem, orders, customer, nation n1, nation n2
  WHERE s_suppkey = l_suppkey AND o_orderkey = l_orderkey AND c_custkey = o_custkey AND s_nationkey = n1.n_nationkey AND c_nationkey = n2.n_nationkey
    AND ((n1.n_name = 'FRANCE' AND n2.n_name = 'GERMANY') OR (n1.n_name = 'GERMANY' AND n2.n_name = 'FRANCE') OR (n1.n_name = 'CHINA' AND n2.n_name <> 'CHINA')) AND l_shipdate BETWEEN DATE '1995-01-01' AND DATE '1996-12-31') AS shipping
GROUP BY supp_nation, cust_nation, l_year ORDER BY supp_nation, cust_nation, l_year

SELECT o_year, SUM(CASE WHEN nation = 'BRAZIL' THEN volume ELSE 0 END) / SUM(volume) AS mkt_share
FROM (SELECT EXTRACT(YEAR FROM o_orderdate) AS o_year, l_extendedprice * (1 - l_discount) AS volume, n2.n_name AS nation
  FROM part, supplier, lineitem, orders, customer, nation n1, nation n2, region
  WHERE p_partkey = l_partkey AND s_suppkey = l_suppkey AND l_orderkey = o_orderkey AND o_custkey = c_custkey AND c_nationkey = n1.n_nationkey AND n1.n_regionkey = r_regionkey AND r_name = 'AMERICA' AND s_nationkey = n2.n_nationkey AND o_orderdate BETWEEN DATE '1995-01-01' AND DATE '1996-12-31' AND p_type LIKE 'ECONOMY%') AS all_nations
GROUP BY o_year ORDER BY o_year

SELECT nation, o_year, SUM(amount) AS sum_profit
FROM (SELECT n_name AS nation, EXTRACT(YEAR FROM o_orderdate) AS o_year, l_extendedprice * (1 - l_discount) - ps_supplycost * l_quantity AS amount
  FROM part, supplier, lineitem, partsupp, orders, nation
  WHERE s_suppkey = l_suppkey AND ps_suppkey = l_suppkey AND ps_partkey = l_partkey AND p_partkey = l_partkey AND o_orderkey = l_orderkey AND s_nationkey = n_nationkey AND p_name LIKE '%green%') AS profit
GROUP BY nation, o_year ORDER BY nation, o_year DESC

SELECT c_custkey, c_name, SUM(l_extendedprice * (1 - l_discount)) AS revenue, c_acctbal, n_name, c_address, c_phone, c_comment
FROM customer, orders, lineitem, nation
WHERE c_custkey = o_custkey AND l_orderkey = o_orderkey AND o_orderdate >= DATE '1993-10-01' AND o_orderdate < DATE '1993-10-01' + INTERVAL '3' MONTH AND l_returnflag = 'R' AND c_nationkey = n_nationkey
GROUP BY c_custkey, c_name, c_acctbal, c_phone, n_name, c_address, c_comment ORDER BY revenue DESC LIMIT 20

SELECT ps_partkey, SUM(ps_supplycost * ps_availqty) AS total FROM partsupp, supplier, nation
WHERE ps_suppkey = s_suppkey AND s_nationkey = n_nationkey AND n_name = 'GERMANY' GROUP BY ps_partkey
HAVING SUM(ps_supplycost * ps_availqty) > (SELECT SUM(ps_supplycost * ps_availqty) * 0.001 FROM partsupp, supplier, nation WHERE ps_suppkey = s_suppkey AND s_nationkey = n_nationkey AND n_name = 'GERMANY')
ORDER BY total DESC

SELECT l_shipmode, SUM(CASE WHEN o_orderpriority = '1-URGENT' OR o_orderpriority = '2-HIGH' THEN 1 ELSE 0 END) AS high_line_count, SUM(CASE WHEN o_orderpriority <> '1-URGENT' AND o_orderpriority <> '2-HIGH' THEN 1 ELSE 0 END) AS low_line_count
FROM orders, lineitem
WHERE o_orderkey = l_orderkey AND l_shipmode IN ('MAIL', 'SHIP') AND l_commitdate < l_receiptdate AND l_shipdate < l_commitdate AND l_receiptdate >= DATE '1994-01-01' AND l_receiptdate < DATE '1994-01-01' + INTERVAL '1' YEAR
GROUP BY l_shipmode ORDER BY l_shipmode

SELECT c_count, COUNT(*) AS custdist FROM (SELECT c_custkey, COUNT(o_orderkey) AS c_count FROM customer LEFT OUTER JOIN orders ON c_custkey = o_custkey AND o_comment NOT LIKE '%special%requests%' GROUP BY c_custkey) AS c_orders
GROUP BY c_count ORDER BY custdist DESC, c_count DESC

SELECT 100.00 * SUM(CASE WHEN p_type LIKE 'PROMO%' THEN l_extendedprice * (1 - l_discount) ELSE 0 END) / SUM(l_extendedprice * (1 - l_discount)) AS promo_revenue
FROM lineitem, part WHERE l_partkey = p_partkey AND l_shipdate >= DATE '1995-09-01' AND l_shipdate < DATE '1995-09-01' + INTERVAL '1' MONTH

WITH revenue AS (SELECT l_suppkey AS supplier_no, SUM(l_extendedprice * (1 - l_discount)) AS total_revenue FROM lineitem WHERE l_shipdate >= DATE '1996-01-01' AND l_shipdate < DATE '1996-01-01' + INTERVAL '3' MONTH GROUP BY l_suppkey)
SELECT s_suppkey, s_name, s_address, s_phone, total_revenue FROM supplier, revenue WHERE s_suppkey = supplier_no AND total_revenue = (SELECT MAX(total_revenue) FROM revenue) ORDER BY s_suppkey

SELECT p_brand, p_type, p_size, COUNT(DISTINCT ps_suppkey) AS supplier_cnt FROM partsupp, part
WHERE p_partkey = ps_partkey AND p_brand <> 'Brand#45' AND p_type NOT LIKE 'MEDIUM POLISHED%' AND p_size IN (49, 14, 23, 45, 19, 3, 36, 9) AND ps_suppkey NOT IN (SELECT s_suppkey FROM supplier WHERE s_comment LIKE '%Customer%Complaints%')
GROUP BY p_brand, p_type, p_size ORDER BY supplier_cnt DESC, p_brand, p_type, p_size

SELECT SUM(l_extendedprice) / 7.0 AS avg_yearly FROM lineitem, part
WHERE p_partkey = l_partkey AND p_brand LIKE 'Brand#2%' AND p_container LIKE 'MED%' AND l_quantity < (SELECT 0.5 * AVG(l_quantity) FROM lineitem WHERE l_partkey = p_partkey)

SELECT c_name, c_custkey, o_orderkey, o_orderdate, o_totalprice, SUM(l_quantity) FROM customer, orders, lineitem
WHERE o_orderkey IN (SELECT l_orderkey FROM lineitem GROUP BY l_orderkey HAVING SUM(l_quantity) > 220) AND c_custkey = o_custkey AND o_orderkey = l_orderkey
GROUP BY c_name, c_custkey, o_orderkey, o_orderdate, o_totalprice ORDER BY o_totalprice DESC, o_orderdate LIMIT 100

SELECT SUM(l_extendedprice * (1 - l_discount)) AS revenue FROM lineitem, part
WHERE (p_partkey = l_partkey AND p_brand LIKE 'Brand#1%' AND p_container IN ('SM CASE', 'SM BOX', 'SM PACK', 'SM PKG') AND l_quantity >= 1 AND l_quantity <= 11 AND p_size BETWEEN 1 AND 5 AND l_shipmode IN ('AIR', 'AIR REG'))
  OR (p_partkey = l_partkey AND p_brand LIKE 'Brand#2%' AND p_container IN ('MED BAG', 'MED BOX', 'MED PKG', 'MED PACK') AND l_quantity >= 10 AND l_quantity <= 20 AND p_size BETWEEN 1 AND 10 AND l_shipmode IN ('AIR', 'AIR REG'))
  OR (p_partkey = l_partkey AND p_brand LIKE 'Brand#3%' AND p_container IN ('LG CASE', 'LG BOX', 'LG PACK', 'LG PKG') AND l_quantity >= 20 AND l_quantity <= 30 AND p_size BETWEEN 1 AND 15 AND l_shipmode IN ('AIR', 'AIR REG'))

SELECT s_name, s_address FROM supplier, nation
WHERE s_suppkey IN (SELECT ps_suppkey FROM partsupp WHERE ps_partkey IN (SELECT p_partkey FROM part WHERE p_name LIKE 'forest%') AND ps_availqty > (SELECT 0.5 * SUM(l_quantity) FROM lineitem WHERE l_partkey = ps_partkey AND l_suppkey = ps_suppkey AND l_shipdate >= DATE '1994-01-01' AND l_shipdate < DATE '1994-01-01' + INTERVAL '3' YEAR))
  AND s_nationkey = n_nationkey AND n_name IN ('CANADA', 'FRANCE', 'PERU', 'CHINA') ORDER BY s_name

SELECT s_name, COUNT(*) AS numwait FROM supplier, lineitem l1, orders, nation
WHERE s_suppkey = l1.l_suppkey AND o_orderkey = l1.l_orderkey AND o_orderstatus = 'F' AND l1.l_receiptdate > l1.l_commitdate AND EXISTS (SELECT * FROM lineitem l2 WHERE l2.l_orderkey = l1.l_orderkey AND l2.l_suppkey <> l1.l_suppkey)
  AND NOT EXISTS (SELECT * FROM lineitem l3 WHERE l3.l_orderkey = l1.l_orderkey AND l3.l_suppkey <> l1.l_suppkey AND l3.l_receiptdate > l3.l_commitdate) AND s_nationkey = n_nationkey AND n_name IN ('SAUDI ARABIA', 'KENYA', 'IRAN', 'JAPAN')
GROUP BY s_name ORDER BY numwait DESC, s_name LIMIT 100

SELECT cntrycode, COUNT(*) AS numcust, SUM(c_acctbal) AS totacctbal
FROM (SELECT SUBSTRING(c_phone FROM 1 FOR 2) AS cntrycode, c_acctbal FROM customer WHERE SUBSTRING(c_phone FROM 1 FOR 2) IN ('13', '31', '23', '29', '30', '18', '17') AND c_acctbal > (SELECT AVG(c_acctbal) FROM customer WHERE c_acctbal > 0.00 AND SUBSTRING(c_phone FROM 1 FOR 2) IN ('13', '31', '23', '29', '30', '18', '17')) AND NOT EXISTS (SELECT * FROM orders WHERE o_custkey = c_custkey)) AS custsale
GROUP BY cntrycode ORDER BY cntrycode

SELECT * FROM t

SELECT id, i, x FROM t WHERE i > 100

SELECT id FROM t WHERE i > 100 AND x < 0 OR b

SELECT id FROM t WHERE NOT (i > 100 OR x < 0)

SELECT id FROM t WHERE i IS NULL

SELECT id FROM t WHERE i IS NOT NULL AND x IS NULL

SELECT id FROM t WHERE b IS TRUE

SELECT id FROM t WHERE b IS NOT TRUE

SELECT id FROM t WHERE b IS FALSE

SELECT id FROM t WHERE b IS NOT FALSE

SELECT id FROM t WHERE b = TRUE OR i = 5

SELECT id FROM t WHERE i BETWEEN -100 AND 100

SELECT id FROM t WHERE i NOT BETWEEN -100 AND 100

SELECT id FROM t WHERE i BETWEEN SYMMETRIC 100 AND -100
--
SELECT id FROM t WHERE i BETWEEN -100 AND 100

SELECT id FROM t WHERE g IN (1, 3, 5)

SELECT id FROM t WHERE g NOT IN (1, 3, 5)

SELECT id FROM t WHERE g IN (1, NULL, 5)

SELECT id FROM t WHERE s IN ('azure', 'blue sky', 'rose')

SELECT id FROM t WHERE s LIKE '%re%'

SELECT id FROM t WHERE s NOT LIKE 'a%'

SELECT id FROM t WHERE s LIKE '_l%'

SELECT id FROM t WHERE s LIKE 'a!_%' ESCAPE '!'

SELECT id FROM t WHERE s ILIKE 'AZ%'

SELECT id, i + g AS a, i - g AS b, i * g AS c, -i AS d FROM t

SELECT id, x + i AS a, x - i AS b, x * i AS c, x / 4 AS d, -x AS e FROM t

SELECT id, m + i AS a, m - 1.5 AS b, m * 2 AS c, -m AS d FROM t

SELECT id, CAST(m AS DOUBLE) / 3 AS a FROM t

SELECT id, i / 7 AS a, MOD(i, 7) AS b, i % 5 AS c FROM t

SELECT id, i / NULLIF(g, 0) AS a FROM t

SELECT id, CASE WHEN g = 0 THEN NULL ELSE i / g END AS a FROM t

SELECT id, CASE g WHEN 1 THEN 'one' WHEN 2 THEN 'two' ELSE 'many' END AS a FROM t

SELECT id, CASE WHEN i > 0 THEN 'positive' WHEN i < 0 THEN 'negative' END AS a FROM t

SELECT id, COALESCE(i, g, -1) AS a FROM t

SELECT id, COALESCE(s, 'none') AS a FROM t

SELECT id, NULLIF(g, 3) AS a FROM t

SELECT id, CAST(i AS VARCHAR) AS a, CAST(id AS DOUBLE) AS b, CAST(x AS BIGINT) AS c FROM t WHERE x IS NULL OR x * 2 <> FLOOR(x * 2) OR x = FLOOR(x)

SELECT id, CAST(CAST(i AS VARCHAR) AS BIGINT) AS a FROM t

SELECT id, CAST(d AS VARCHAR) AS a, CAST(CAST(d AS VARCHAR) AS DATE) AS b FROM t

SELECT id, CAST(d AS TIMESTAMP) AS a, CAST(ts AS DATE) AS b FROM t

SELECT id, CAST(m AS DECIMAL(10, 1)) AS a FROM t

SELECT id, CAST(i AS DECIMAL(12, 2)) AS a FROM t

SELECT id, TRY_CAST(s AS BIGINT) AS a FROM t

SELECT id, i IS DISTINCT FROM g AS a, i IS NOT DISTINCT FROM NULL AS b FROM t

SELECT id, i > g AS a, i >= g AS b, i = g AS c, i <> g AS d, i < x AS e, x <= m AS f FROM t

SELECT id, s > 'c' AS a, d > DATE '1995-01-01' AS b, ts < TIMESTAMP '1992-01-20 00:00:00' AS c FROM t

SELECT id, b AND i > 0 AS a, b OR i > 0 AS c, NOT b AS d FROM t

SELECT id, UPPER(s) AS a, LOWER(s) AS b, CHAR_LENGTH(s) AS c FROM t
--
SELECT id, UPPER(s) AS a, LOWER(s) AS b, LENGTH(s) AS c FROM t

SELECT id, s || '-' || CAST(i AS VARCHAR) AS a FROM t

SELECT id, SUBSTRING(s FROM 2) AS a, SUBSTRING(s FROM 2 FOR 3) AS b, SUBSTRING(s, 3) AS c, SUBSTRING(s, 1, 2) AS d FROM t

SELECT id, TRIM(s) AS a, TRIM(LEADING 'a' FROM s) AS b, TRIM(TRAILING 'n' FROM s) AS c, TRIM(BOTH 'e' FROM s) AS d FROM t

SELECT id, POSITION('e' IN s) AS a, STRPOS(s, 'l') AS b FROM t

SELECT id, REPLACE(s, 'e', 'EE') AS a, REVERSE(s) AS b FROM t

SELECT id, LEFT(s, 3) AS a, RIGHT(s, 3) AS b FROM t

SELECT id, LPAD(s, 12, '*') AS a, RPAD(s, 12, 'xy') AS b FROM t

SELECT id, REPEAT(s, 2) AS a, STARTS_WITH(s, 'a') AS b, ENDS_WITH(s, 'e') AS c FROM t

SELECT id, SPLIT_PART(s, ' ', 1) AS a, SPLIT_PART(s, ' ', 2) AS b FROM t

SELECT id, ASCII(s) AS a, CHR(65) AS b FROM t

SELECT id, CONCAT(s, '!', 'x') AS a FROM t WHERE s IS NOT NULL

SELECT id, CONCAT_WS('/', s, 'x', CAST(i AS VARCHAR)) AS a FROM t

SELECT id, REGEXP_REPLACE(s, '[aeiou]', '_') AS a, REGEXP_LIKE(s, '^[a-c]') AS b FROM t
--
SELECT id, REGEXP_REPLACE(s, '[aeiou]', '_', 'g') AS a, REGEXP_MATCHES(s, '^[a-c]') AS b FROM t

SELECT id, OVERLAY(s PLACING 'XX' FROM 2 FOR 1) AS a FROM t WHERE CHAR_LENGTH(s) > 2
--
SELECT id, LEFT(s, 1) || 'XX' || SUBSTRING(s, 3) AS a FROM t WHERE LENGTH(s) > 2

SELECT id, INITCAP(s) AS a FROM t WHERE s = 'azure'
--
SELECT id, 'Azure' AS a FROM t WHERE s = 'azure'

SELECT id, SHA256(s) AS a FROM t

SELECT id, ABS(i) AS a, ABS(x) AS b, SIGN(i) AS c, FLOOR(x) AS d, CEIL(x) AS e FROM t

SELECT id, ROUND(m, 1) AS a, ROUND(m) AS b, TRUNC(x) AS c FROM t

SELECT id, SQRT(ABS(x)) AS a, POWER(x, 2) AS b, EXP(x / 1000) AS c FROM t

SELECT id, LN(ABS(x) + 1) AS a, LOG10(ABS(x) + 1) AS b, LOG2(ABS(x) + 1) AS c FROM t

SELECT id, SIN(x) AS a, COS(x) AS b, ATAN(x) AS c, ATAN2(x, 2) AS e, DEGREES(x) AS f, RADIANS(x) AS g, CBRT(x) AS h FROM t

SELECT PI() AS a

SELECT id, GREATEST(i, g) AS a, LEAST(i, g) AS b FROM t WHERE i IS NOT NULL AND g IS NOT NULL

SELECT id, EXTRACT(YEAR FROM d) AS a, EXTRACT(MONTH FROM d) AS b, EXTRACT(DAY FROM d) AS c, EXTRACT(QUARTER FROM d) AS e, EXTRACT(DOY FROM d) AS f, EXTRACT(WEEK FROM d) AS g FROM t

SELECT id, YEAR(d) AS a, MONTH(d) AS b, DAYOFMONTH(d) AS c FROM t

SELECT id, EXTRACT(HOUR FROM ts) AS a, EXTRACT(MINUTE FROM ts) AS b, EXTRACT(SECOND FROM ts) AS c, EXTRACT(ISODOW FROM ts) AS e FROM t

SELECT id, d + INTERVAL '1' DAY AS a, d - INTERVAL '1' MONTH AS b, d + INTERVAL '2' YEAR AS c FROM t

SELECT id, ts + INTERVAL '90' MINUTE AS a, ts - INTERVAL '1' HOUR AS b, ts + INTERVAL '1' MONTH AS c FROM t

SELECT id, TIMESTAMPDIFF(DAY, DATE '1992-01-01', d) AS a FROM t
--
SELECT id, d - DATE '1992-01-01' AS a FROM t

SELECT id, TIMESTAMPADD(MONTH, 1, d) AS a, TIMESTAMPADD(HOUR, 5, ts) AS b FROM t
--
SELECT id, d + INTERVAL '1' MONTH AS a, ts + INTERVAL '5' HOUR AS b FROM t

SELECT id, FLOOR(ts TO HOUR) AS a, FLOOR(ts TO DAY) AS b, FLOOR(d TO MONTH) AS c, FLOOR(ts TO WEEK) AS e, FLOOR(d TO YEAR) AS f FROM t
--
SELECT id, DATE_TRUNC('hour', ts) AS a, DATE_TRUNC('day', ts) AS b, DATE_TRUNC('month', d) AS c, DATE_TRUNC('week', ts) AS e, DATE_TRUNC('year', d) AS f FROM t

SELECT id, LAST_DAY(d) AS a FROM t

SELECT id, UNIX_MILLIS(ts) AS a, TIMESTAMP_MILLIS(UNIX_MILLIS(ts)) AS b FROM t
--
SELECT id, EPOCH_MS(ts) AS a, ts AS b FROM t

SELECT COUNT(*) AS n, COUNT(i) AS a, SUM(i) AS b, AVG(i) AS c, MIN(i) AS d, MAX(i) AS e FROM t

SELECT COUNT(x) AS a, SUM(x) AS b, AVG(x) AS c, MIN(x) AS d, MAX(x) AS e FROM t

SELECT SUM(m) AS b, AVG(m) AS c, MIN(m) AS d, MAX(m) AS e FROM t

SELECT MIN(s) AS a, MAX(s) AS b, MIN(d) AS c, MAX(d) AS e, MIN(ts) AS f, MAX(ts) AS g FROM t

SELECT STDDEV_POP(x) AS a, STDDEV_SAMP(x) AS b, VAR_POP(x) AS c, VAR_SAMP(x) AS d, STDDEV(x) AS e, VARIANCE(x) AS f FROM t

SELECT g, STDDEV_SAMP(i) AS a, VAR_POP(m) AS b FROM t GROUP BY g

SELECT g, COUNT(*) AS n, SUM(i) AS a, AVG(x) AS b, MIN(s) AS c, MAX(m) AS d FROM t GROUP BY g

SELECT s, COUNT(*) AS n FROM t GROUP BY s

SELECT x, COUNT(*) AS n FROM t GROUP BY x

SELECT m, COUNT(*) AS n FROM t GROUP BY m

SELECT d, COUNT(*) AS n FROM t GROUP BY d

SELECT b, g, COUNT(*) AS n, SUM(x) AS y FROM t GROUP BY b, g

SELECT g, COUNT(*) AS n FROM t GROUP BY g HAVING COUNT(*) > 40

SELECT g, SUM(i) AS a FROM t WHERE x > 0 GROUP BY g HAVING SUM(i) > 0 ORDER BY g

SELECT g + 1 AS h, COUNT(*) AS n FROM t GROUP BY g + 1

SELECT EXTRACT(YEAR FROM d) AS y, COUNT(*) AS n FROM t GROUP BY EXTRACT(YEAR FROM d) ORDER BY y

SELECT EXTRACT(YEAR FROM d) AS y, COUNT(*) AS n FROM t GROUP BY y ORDER BY y

SELECT g, COUNT(*) AS n FROM t GROUP BY 1 ORDER BY 2 DESC, 1

SELECT COUNT(DISTINCT g) AS a FROM t

SELECT COUNT(DISTINCT s) AS a, COUNT(DISTINCT i) AS b, COUNT(*) AS c FROM t

SELECT g, COUNT(DISTINCT s) AS a FROM t GROUP BY g

SELECT g, COUNT(DISTINCT s) AS a, SUM(DISTINCT i) AS b, SUM(x) AS c FROM t GROUP BY g

SELECT COUNT(*) FILTER (WHERE i > 0) AS a, SUM(x) FILTER (WHERE b) AS c FROM t

SELECT g, COUNT(DISTINCT s) FILTER (WHERE i > 0) AS a FROM t GROUP BY g

SELECT BOOL_AND(b) AS a, BOOL_OR(b) AS c FROM t WHERE g = 3

SELECT g, b, COUNT(*) AS n, SUM(i) AS a FROM t GROUP BY GROUPING SETS ((g, b), (g), ())

SELECT g, b, COUNT(*) AS n FROM t GROUP BY ROLLUP (g, b)

SELECT g, b, COUNT(*) AS n, GROUPING(g) AS p, GROUPING(b) AS q FROM t GROUP BY CUBE (g, b)

SELECT COUNT(*) AS n, SUM(a) AS s, MIN(b) AS m, AVG(c) AS v FROM e

SELECT b, COUNT(*) AS n FROM e GROUP BY b

SELECT * FROM e WHERE a > 1

SELECT SUM(i) AS s, COUNT(i) AS n FROM t WHERE id < 0

SELECT DISTINCT g FROM t

SELECT DISTINCT g, b FROM t

SELECT DISTINCT s FROM t WHERE i > 0 ORDER BY s

SELECT id, i FROM t ORDER BY i, id

SELECT id, i FROM t ORDER BY i DESC, id DESC

SELECT id, i FROM t ORDER BY i NULLS FIRST, id

SELECT id, s FROM t ORDER BY s DESC NULLS LAST, id LIMIT 50

SELECT id, x FROM t ORDER BY x, id LIMIT 10 OFFSET 20

SELECT id, x FROM t ORDER BY x + i, id OFFSET 470 ROWS

SELECT id FROM t ORDER BY id FETCH FIRST 3 ROWS ONLY
--
SELECT id FROM t ORDER BY id LIMIT 3

SELECT id, m FROM t ORDER BY m DESC, id LIMIT 7

SELECT * FROM (SELECT id, i FROM t ORDER BY id LIMIT 10) WHERE i > 0

SELECT t.id, u.name FROM t JOIN u ON t.g = u.k

SELECT t.id, u.name FROM t LEFT JOIN u ON t.g = u.k

SELECT t.id, u.name, u.k FROM t RIGHT JOIN u ON t.g = u.k

SELECT t.id, u.name, u.k FROM t FULL JOIN u ON t.g = u.k

SELECT t.id, u.k FROM t CROSS JOIN u

SELECT t.id, u.k FROM t, u WHERE t.g < u.k AND t.id < 50

SELECT t.id, u.k FROM t LEFT JOIN u ON t.g < u.k AND u.w > 10 WHERE t.id < 100

SELECT t.id, u.k FROM t RIGHT JOIN u ON t.i > u.w * 100 AND t.id < 20

SELECT t.id, u.k FROM t FULL JOIN u ON t.i > u.w * 100 AND t.id < 20

SELECT t.id, u.k FROM t JOIN u ON t.g = u.k AND t.x > u.w

SELECT t.id, u.k FROM t LEFT JOIN u ON t.g = u.k AND t.x > u.w

SELECT t.id, u.k FROM t FULL JOIN u ON t.g = u.k AND t.x > u.w

SELECT a.id, b.id AS other FROM t a JOIN t b ON a.s = b.s AND a.id < b.id WHERE a.g = 2

SELECT a.id, b.id AS other FROM t a JOIN t b ON a.g IS NOT DISTINCT FROM b.g AND a.id + 1 = b.id

SELECT u.k, COUNT(t.id) AS n, SUM(t.x) AS a FROM u LEFT JOIN t ON t.g = u.k GROUP BY u.k

SELECT COUNT(*) AS n FROM t JOIN u ON t.x = u.w

SELECT COUNT(*) AS n FROM t JOIN u ON t.x = u.k

SELECT COUNT(*) AS n FROM t JOIN e ON t.id = e.a

SELECT t.id, e.b FROM t LEFT JOIN e ON t.id = e.a WHERE t.id < 10

SELECT id FROM t WHERE g IN (SELECT k FROM u WHERE w > 5)

SELECT id FROM t WHERE g NOT IN (SELECT k FROM u WHERE k IS NOT NULL AND w > 5)

SELECT id FROM t WHERE g NOT IN (SELECT k FROM u)

SELECT id FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.k = t.g)

SELECT id FROM t WHERE NOT EXISTS (SELECT 1 FROM u WHERE u.k = t.g)

SELECT id FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.k > t.g AND u.w < 3)

SELECT id FROM t WHERE i > (SELECT AVG(i) FROM t)

SELECT id, (SELECT MAX(w) FROM u) AS a FROM t

SELECT id, (SELECT MAX(w) FROM u WHERE u.k = t.g) AS a FROM t

SELECT id FROM t a WHERE i > (SELECT AVG(i) FROM t b WHERE b.g = a.g)

SELECT id FROM t WHERE i > ALL (SELECT w FROM u WHERE w IS NOT NULL)

SELECT id FROM t WHERE i = ANY (SELECT k FROM u)

SELECT g FROM t UNION SELECT k FROM u

SELECT g FROM t UNION ALL SELECT k FROM u

SELECT g FROM t INTERSECT SELECT k FROM u

SELECT g FROM t INTERSECT ALL SELECT k FROM u

SELECT g FROM t EXCEPT SELECT k FROM u WHERE k > 4

SELECT g FROM t EXCEPT ALL SELECT k FROM u

SELECT k FROM u EXCEPT SELECT g FROM t

SELECT i FROM t UNION SELECT w FROM u

SELECT g, s FROM t WHERE id < 200 UNION SELECT k, name FROM u ORDER BY 1, 2 LIMIT 20

WITH a AS (SELECT g, SUM(i) AS total FROM t GROUP BY g), b AS (SELECT AVG(total) AS mean FROM a) SELECT a.g, a.total FROM a, b WHERE a.total > b.mean

WITH a AS (SELECT g, COUNT(*) AS n FROM t GROUP BY g) SELECT x.g, y.g AS h FROM a x JOIN a y ON x.n = y.n AND x.g < y.g

SELECT * FROM (VALUES (1, 'a'), (2, 'bb'), (3, NULL)) AS v(n, s)

SELECT n + 1 AS m, s || 'x' AS z FROM (VALUES (1, 'a'), (2, 'bb')) AS v(n, s) WHERE n > 1

SELECT 1 AS a, 'x' AS b, 2.5 AS c, TRUE AS d, DATE '2020-02-29' AS e, NULL AS f
--
SELECT 1 AS a, 'x' AS b, 2.5 AS c, TRUE AS d, DATE '2020-02-29' AS e, NULL AS f

SELECT id, ROW_NUMBER() OVER (ORDER BY id DESC) AS a FROM t

SELECT id, ROW_NUMBER() OVER (PARTITION BY g ORDER BY i, id) AS a, RANK() OVER (PARTITION BY g ORDER BY b) AS c, DENSE_RANK() OVER (PARTITION BY g ORDER BY b) AS d FROM t

SELECT id, SUM(i) OVER (PARTITION BY g) AS a, COUNT(*) OVER () AS c, AVG(x) OVER (PARTITION BY g) AS d FROM t

SELECT id, SUM(i) OVER (PARTITION BY g ORDER BY id) AS a, SUM(x) OVER (ORDER BY id) AS c FROM t

SELECT id, SUM(i) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING) AS a, MIN(i) OVER (ORDER BY id ROWS BETWEEN 3 PRECEDING AND CURRENT ROW) AS c FROM t

SELECT id, SUM(i) OVER (ORDER BY g) AS a FROM t

SELECT id, SUM(i) OVER (ORDER BY g RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS a FROM t WHERE g IS NOT NULL

SELECT id, LAG(i) OVER (ORDER BY id) AS a, LEAD(i, 2) OVER (ORDER BY id) AS c, LAG(i, 1, 0) OVER (PARTITION BY g ORDER BY id) AS d FROM t

SELECT id, FIRST_VALUE(i) OVER (PARTITION BY g ORDER BY id) AS a, LAST_VALUE(i) OVER (PARTITION BY g ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS c, NTH_VALUE(i, 2) OVER (PARTITION BY g ORDER BY id) AS d FROM t

SELECT id, NTILE(4) OVER (ORDER BY id) AS a, PERCENT_RANK() OVER (ORDER BY g) AS c, CUME_DIST() OVER (ORDER BY g) AS d FROM t

SELECT * FROM (SELECT id, g, ROW_NUMBER() OVER (PARTITION BY g ORDER BY x DESC, id) AS n FROM t) WHERE n <= 2

SELECT id, ZSCORE(x) AS a FROM t
--
SELECT id, (x - AVG(x) OVER ()) / STDDEV_POP(x) OVER () AS a FROM t

SELECT g, SUM(i) AS a, SUM(SUM(i)) OVER (ORDER BY g) AS c FROM t GROUP BY g

SELECT window_start, window_end, COUNT(*) AS n, SUM(i) AS a FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' DAY)) GROUP BY window_start, window_end
--
SELECT DATE_TRUNC('day', ts) AS ws, DATE_TRUNC('day', ts) + INTERVAL '1' DAY AS we, COUNT(*) AS n, SUM(i) AS a FROM t WHERE ts IS NOT NULL GROUP BY ws, we

SELECT TUMBLE_START(ts, INTERVAL '6' HOUR) AS a, TUMBLE_END(ts, INTERVAL '6' HOUR) AS c, g, COUNT(*) AS n FROM t WHERE ts IS NOT NULL GROUP BY TUMBLE(ts, INTERVAL '6' HOUR), g
--
SELECT TIME_BUCKET(INTERVAL '6 hours', ts) AS a, TIME_BUCKET(INTERVAL '6 hours', ts) + INTERVAL '6' HOUR AS c, g, COUNT(*) AS n FROM t WHERE ts IS NOT NULL GROUP BY 1, 2, 3

SELECT window_start, COUNT(*) AS n FROM TABLE(HOP(TABLE t, DESCRIPTOR(ts), INTERVAL '12' HOUR, INTERVAL '1' DAY)) GROUP BY window_start
--
SELECT a AS window_start, COUNT(*) AS n FROM (SELECT TIME_BUCKET(INTERVAL '12 hours', ts) AS a FROM t WHERE ts IS NOT NULL UNION ALL SELECT TIME_BUCKET(INTERVAL '12 hours', ts) - INTERVAL '12' HOUR AS a FROM t WHERE ts IS NOT NULL) GROUP BY a

SELECT g, window_start, window_end, COUNT(*) AS n FROM TABLE(SESSION(TABLE t, DESCRIPTOR(ts), DESCRIPTOR(g), INTERVAL '8' HOUR)) GROUP BY g, window_start, window_end
--
SELECT g, MIN(ts) AS ws, MAX(ts) + INTERVAL '8' HOUR AS we, COUNT(*) AS n FROM (SELECT g, ts, SUM(new) OVER (PARTITION BY g ORDER BY ts) AS session FROM (SELECT g, ts, CASE WHEN ts - LAG(ts) OVER (PARTITION BY g ORDER BY ts) < INTERVAL '8' HOUR THEN 0 ELSE 1 END AS new FROM t WHERE ts IS NOT NULL)) GROUP BY g, session

SELECT new_column, AVG(column1) AS column1, AVG(column2) AS column2 FROM (SELECT column1 + column2 AS new_column, column1, column2 FROM (SELECT g AS column1, MOD(id, 7) AS column2 FROM t)) GROUP BY new_column
