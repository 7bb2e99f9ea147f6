/** Web code that several controllers use: groups of parameters, streams, and responses to exceptions. */
@NullMarked
package dev.interlock.example.shop.web;

import org.jspecify.annotations.NullMarked;
