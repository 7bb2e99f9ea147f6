/**
 * What the reports of all suites are made of: tables in Markdown, plots in SVG, what the figures depend on besides what is
 * measured, and how long the rest of a run will take; and the page that leads to the reports of all of them. Uses
 * {@code process}.
 */
@NullMarked
package dev.interlock.benchmarks.report;

import org.jspecify.annotations.NullMarked;
