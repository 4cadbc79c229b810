SELECT id, amount FROM {{ source('dw', 'orders') }} WHERE is_current
