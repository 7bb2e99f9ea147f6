/** Tests an application that keeps objects beyond the request to which they belong. */
@NullMarked
package dev.interlock.example.shop.lifetime;

import org.jspecify.annotations.NullMarked;
