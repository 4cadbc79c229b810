INSERT INTO orders (user_id, product_name, quantity, total_price)
VALUES (:#user_id, :#product_name, :#quantity, :#total_price)
