/** A running shop and a client for it. */
@NullMarked
package dev.interlock.example.shop.testing;

import org.jspecify.annotations.NullMarked;
