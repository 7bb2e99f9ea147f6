/**
 * Tables in memory, for stores to be built from. Imports {@code refusal} only.
 */
@NullMarked
package dev.interlock.example.shop.store;

import org.jspecify.annotations.NullMarked;
