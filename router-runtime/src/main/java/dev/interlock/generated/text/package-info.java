/** Rules for text from clients, for extensions. May import {@code internal.bytes} and {@code internal.text}. */
@NullMarked
package dev.interlock.generated.text;

import org.jspecify.annotations.NullMarked;
