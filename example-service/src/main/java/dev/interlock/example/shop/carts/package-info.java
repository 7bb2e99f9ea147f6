/** Shopping carts, which become orders. */
@NullMarked
package dev.interlock.example.shop.carts;

import org.jspecify.annotations.NullMarked;
