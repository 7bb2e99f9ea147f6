package dev.interlock.processor.escape;

import com.sun.source.tree.Tree;

/**
 * A value that is stored in an object or passed to a function.
 *
 * @param into object or function that receives the value
 * @param where name of the keeper, such as {@code field Cache.last}
 */
record Store(Value value, Value into, String where, Tree at) {}
