/**
 * What the domain refuses, with the status that says so. Imports {@code dev.interlock.http.HttpException} only.
 */
@NullMarked
package dev.interlock.example.shop.refusal;

import org.jspecify.annotations.NullMarked;
