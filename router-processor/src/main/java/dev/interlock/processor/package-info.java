/**
 * The annotation processor. The classes of this package run the phases: read an application, prove its routes, plan
 * the dispatch, and write the router.
 */
@NullMarked
package dev.interlock.processor;

import org.jspecify.annotations.NullMarked;
