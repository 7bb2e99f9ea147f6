@NullMarked
package dev.interlock.benchmarks.accounts;

import org.jspecify.annotations.NullMarked;
