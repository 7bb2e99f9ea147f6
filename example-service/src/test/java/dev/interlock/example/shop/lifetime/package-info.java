/** Tests an application that keeps objects beyond their lifetime. */
@NullMarked
package dev.interlock.example.shop.lifetime;

import org.jspecify.annotations.NullMarked;
