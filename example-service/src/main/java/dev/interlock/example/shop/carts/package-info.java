/** Shopping carts. The checkout turns a cart into an order. */
@NullMarked
package dev.interlock.example.shop.carts;

import org.jspecify.annotations.NullMarked;
