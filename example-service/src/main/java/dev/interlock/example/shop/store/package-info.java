/** Pages of longer lists. */
@NullMarked
package dev.interlock.example.shop.store;

import org.jspecify.annotations.NullMarked;
