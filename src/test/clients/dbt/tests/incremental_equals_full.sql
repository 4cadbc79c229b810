SELECT * FROM (
  (SELECT * FROM {{ ref('orders_full') }} EXCEPT {{ 'DISTINCT' if target.type == 'clickhouse' }}
   SELECT * FROM {{ ref('orders_incremental') }})
  UNION ALL
  (SELECT * FROM {{ ref('orders_incremental') }} EXCEPT {{ 'DISTINCT' if target.type == 'clickhouse' }}
   SELECT * FROM {{ ref('orders_full') }})
) differences
