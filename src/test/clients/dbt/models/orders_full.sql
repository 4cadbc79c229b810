{{ config(materialized='table') }}

SELECT id, status, amount, effective_start_ts, effective_end_ts, is_current, op_type, change_seq
FROM {{ source('dw', 'orders') }}
