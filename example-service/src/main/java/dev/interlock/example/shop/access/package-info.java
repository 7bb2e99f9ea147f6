/** Callers and their rights. Imports no other package. */
@NullMarked
package dev.interlock.example.shop.access;

import org.jspecify.annotations.NullMarked;
