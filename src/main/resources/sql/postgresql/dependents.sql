-- the views that show columns of a table, and the views on these, from the nearest on: what removes each, and what makes it
-- again as it was, with its owner, rights and comments
WITH RECURSIVE reached (view, distance) AS (
  SELECT ev_class, 1
  FROM pg_class
  JOIN pg_depend ON refclassid = 'pg_class'::regclass AND refobjid = pg_class.oid
  JOIN pg_rewrite ON classid = 'pg_rewrite'::regclass AND pg_rewrite.oid = objid
  WHERE relname = ${table} AND pg_table_is_visible(pg_class.oid)
    AND (refobjsubid = 0 OR EXISTS (
      SELECT FROM pg_attribute WHERE attrelid = refobjid AND attnum = refobjsubid AND attname IN (${columns})))
  UNION
  SELECT ev_class, distance + 1
  FROM reached
  JOIN pg_depend ON refclassid = 'pg_class'::regclass AND refobjid = view
  JOIN pg_rewrite ON classid = 'pg_rewrite'::regclass AND pg_rewrite.oid = objid AND ev_class <> view
), shown AS (
  SELECT pg_class.*, view::regclass::text AS name, max(distance) AS distance,
    CASE relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END AS kind
  FROM reached
  JOIN pg_class ON pg_class.oid = view AND relkind IN ('v', 'm')
  GROUP BY pg_class.oid, view
), rights AS (
  SELECT shown.oid AS of, privilege_type, '' AS of_column, grantee, is_grantable
  FROM shown, aclexplode(relacl)
  UNION ALL
  SELECT attrelid, privilege_type, ' (' || quote_ident(attname) || ')', grantee, is_grantable
  FROM shown JOIN pg_attribute ON attrelid = shown.oid, aclexplode(attacl)
)
SELECT 'DROP ' || kind || ' ' || name,
  array_to_string(
    ARRAY['CREATE ' || kind || ' ' || name || coalesce(' WITH (' || array_to_string(reloptions, ', ') || ')', '')
      || ' AS ' || rtrim(pg_get_viewdef(oid), ';') || CASE WHEN relispopulated THEN '' ELSE ' WITH NO DATA' END]
    || ARRAY(SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = shown.oid)
    || ARRAY(SELECT rtrim(pg_get_ruledef(rule.oid), ';') FROM pg_rewrite rule
      WHERE ev_class = shown.oid AND rulename <> '_RETURN')
    || ARRAY(SELECT pg_get_triggerdef(pg_trigger.oid) FROM pg_trigger WHERE tgrelid = shown.oid AND NOT tgisinternal)
    || ARRAY[format('ALTER %s %s OWNER TO %I', kind, name, pg_get_userbyid(relowner))]
    -- what whoever makes a view grants without being asked
    || ARRAY(SELECT DISTINCT format('REVOKE ALL ON %s FROM %s', name, CASE grantee WHEN 0 THEN 'PUBLIC'
        ELSE quote_ident(pg_get_userbyid(grantee)) END)
      FROM pg_default_acl, aclexplode(defaclacl)
      WHERE defaclobjtype = 'r' AND defaclnamespace IN (0, relnamespace) AND grantee <> relowner)
    || ARRAY(SELECT format('GRANT %s%s ON %s TO %s%s', privilege_type, of_column, name, CASE grantee WHEN 0 THEN 'PUBLIC'
        ELSE quote_ident(pg_get_userbyid(grantee)) END, CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
      FROM rights WHERE of = shown.oid AND grantee <> relowner)
    || ARRAY(SELECT format('COMMENT ON %s %s IS %L', kind, name, obj_description(shown.oid, 'pg_class'))
      WHERE obj_description(shown.oid, 'pg_class') IS NOT NULL)
    || ARRAY(SELECT format('COMMENT ON COLUMN %s.%I IS %L', name, attname, col_description(attrelid, attnum))
      FROM pg_attribute WHERE attrelid = shown.oid AND col_description(attrelid, attnum) IS NOT NULL),
    E';\n')
FROM shown
ORDER BY distance, name
