/**
 * Objects that belong to one request and are reused by later ones. Called by generated code and the extensions. May
 * import {@code bytes}.
 */
@NullMarked
package dev.interlock.generated.scope;

import org.jspecify.annotations.NullMarked;
