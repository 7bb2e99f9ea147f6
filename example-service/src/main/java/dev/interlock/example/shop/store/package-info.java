/** Tables in memory, the base of all stores. Imports {@code refusal} only. */
@NullMarked
package dev.interlock.example.shop.store;

import org.jspecify.annotations.NullMarked;
