package dev.interlock.processor.escape;

import com.sun.source.tree.Tree;

/**
 * That an object gets a value to keep, or a function gets it as an argument.
 *
 * @param into the object or function
 * @param where what keeps it, such as {@code field Cache.last}
 */
record Store(Value value, Value into, String where, Tree at) {}
