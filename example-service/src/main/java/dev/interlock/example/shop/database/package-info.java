/**
 * Access to PostgreSQL: its address, the pool, migrations, transactions, and the changes that other replicas make. The
 * stores on it are beside the stores in memory, in the package of each feature. Imports only {@code refusal}.
 */
@NullMarked
package dev.interlock.example.shop.database;

import org.jspecify.annotations.NullMarked;
