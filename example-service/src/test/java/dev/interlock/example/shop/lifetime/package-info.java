/** An application that keeps what it must not keep, to see what becomes of it. */
@NullMarked
package dev.interlock.example.shop.lifetime;

import org.jspecify.annotations.NullMarked;
