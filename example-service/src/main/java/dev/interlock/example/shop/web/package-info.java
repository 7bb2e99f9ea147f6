/**
 * Groups of parameters that several controllers take.
 */
@NullMarked
package dev.interlock.example.shop.web;

import org.jspecify.annotations.NullMarked;
