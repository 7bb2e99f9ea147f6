/** An application that keeps objects beyond their lifetime, to test the consequences. */
@NullMarked
package dev.interlock.example.shop.lifetime;

import org.jspecify.annotations.NullMarked;
