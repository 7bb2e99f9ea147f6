/**
 * Rules for text of requests in problem documents and logs: which names mark secrets, how long a repeated text may be,
 * and how a JSON pointer escapes a name. Imports nothing of Interlock.
 */
@NullMarked
package dev.interlock.internal.text;

import org.jspecify.annotations.NullMarked;
