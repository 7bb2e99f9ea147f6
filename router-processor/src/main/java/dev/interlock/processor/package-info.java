/**
 * The annotation processor: runs the phases, and owns nothing else. It reads an application, proves its routes, plans the
 * dispatch, and writes the router.
 */
@NullMarked
package dev.interlock.processor;

import org.jspecify.annotations.NullMarked;
