/**
 * Rules for text of requests in problem documents and logs: which names mark secrets, how long a repeated text may be,
 * and how a JSON pointer escapes a name. May import {@code internal.bytes}.
 */
@NullMarked
package dev.interlock.internal.text;

import org.jspecify.annotations.NullMarked;
