SELECT id FROM {{ ref('orders_incremental') }} WHERE is_current GROUP BY id HAVING count(*) > 1
