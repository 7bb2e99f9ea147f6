/** Callers and their rights. Imports {@code refusal}. From Interlock, imports only {@code Principal}. */
@NullMarked
package dev.interlock.example.shop.access;

import org.jspecify.annotations.NullMarked;
