/** Web support for several controllers: groups of parameters, and streams. */
@NullMarked
package dev.interlock.example.shop.web;

import org.jspecify.annotations.NullMarked;
