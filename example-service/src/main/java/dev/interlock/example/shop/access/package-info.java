/** Callers and their rights. Imports {@code refusal} only. */
@NullMarked
package dev.interlock.example.shop.access;

import org.jspecify.annotations.NullMarked;
