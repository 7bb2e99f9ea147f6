package dev.interlock.processor.escape;

import com.sun.source.tree.Tree;

/**
 * Storing of a value in an object, or passing of a value to a function.
 *
 * @param into the object or function
 * @param where name of the keeper, such as {@code field Cache.last}
 */
record Store(Value value, Value into, String where, Tree at) {}
