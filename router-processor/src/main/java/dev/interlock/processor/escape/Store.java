package dev.interlock.processor.escape;

import com.sun.source.tree.Tree;

/**
 * A store of a value in an object, or a call of a function with the value.
 *
 * @param into object that stores the value, or function that receives the value
 * @param where description of the keeper, such as {@code field Cache.last}
 */
record Store(Value value, Value into, String where, Tree at) {}
