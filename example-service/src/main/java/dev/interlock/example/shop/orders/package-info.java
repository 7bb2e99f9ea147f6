/** Orders, from their placement to their delivery. */
@NullMarked
package dev.interlock.example.shop.orders;

import org.jspecify.annotations.NullMarked;
