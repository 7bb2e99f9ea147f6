package dev.interlock.benchmarks.report;

import dev.interlock.benchmarks.results.Results;
import dev.interlock.benchmarks.results.Results.Place;
import dev.interlock.benchmarks.results.Results.Quantity;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Writes the plots of a suite as PNG files. */
final class Plots {
    private static final Color BAR = new Color(0x9ecae1);
    private static final int WIDTH = 900;
    private static final int HEIGHT = 520;
    private static final int ROW = 32;
    private static final int MARGIN = 120;

    private final Results results;
    private final Figures figures;
    private final Path directory;
    private final List<String> files = new ArrayList<>();

    static {
        System.setProperty("java.awt.headless", "true");
    }

    /**
     * Creates plots of a suite.
     *
     * @param directory directory for the PNG files
     */
    Plots(Results results, Figures figures, Path directory) {
        this.results = results;
        this.figures = figures;
        this.directory = directory;
    }

    /** Writes the plots of a scenario and returns the names of their files. */
    List<String> write(String scenario) throws IOException {
        Files.createDirectories(directory);
        for (Quantity quantity : figures.quantities(scenario)) {
            if (quantity.place() != Place.TABLE) {
                bars(scenario, quantity);
            }
        }
        curves(scenario);
        return files;
    }

    /** Plots the medians of a quantity as bars. Skips a plot with a single bar, and a plot whose bars are all 0. */
    private void bars(String scenario, Quantity quantity) throws IOException {
        List<String> contenders = new ArrayList<>(figures.ascending(scenario, quantity));
        // The chart draws the first contender at the bottom.
        Collections.reverse(contenders);
        List<Double> medians = contenders.stream()
                .map(contender -> figures.find(scenario, contender, quantity)
                        .orElseThrow()
                        .median())
                .toList();
        if (medians.size() > 1 && medians.get(0) > 0) {
            HorizontalBarChart chart = new HorizontalBarChartBuilder()
                    .width(WIDTH)
                    .height(MARGIN + ROW * medians.size())
                    .title(results.suite() + " " + scenario + ": " + quantity.name())
                    .xAxisTitle(quantity.unit() + ", medians")
                    .build();
            chart.getStyler().setLabelsVisible(true).setLabelsFontColorAutomaticEnabled(false);
            chart.getStyler().setLegendVisible(false).setSeriesColors(new Color[] {BAR});
            // By default, the chart omits some names if there are many.
            chart.getStyler().setXAxisMaxLabelCount(medians.size());
            chart.getStyler().setDecimalPattern(pattern(quantity));
            chart.addSeries("median", medians, contenders);
            save(chart, scenario + " " + quantity.name());
        }
    }

    private static String pattern(Quantity quantity) {
        return quantity.decimals() == 0 ? "#,##0" : "#,##0." + "0".repeat(quantity.decimals());
    }

    /**
     * Plots latency over percentile on logarithmic axes. Each step to the right adds one nine to the percentile: 90,
     * 99, 99.9.
     */
    private void curves(String scenario) throws IOException {
        List<Results.Curve> all = results.curves().stream()
                .filter(curve -> curve.scenario().equals(scenario))
                .toList();
        List<Double> nines = Results.Curve.percentiles().stream()
                .map(percentile -> 100 / (100 - percentile))
                .toList();
        for (String name : all.stream().map(Results.Curve::name).distinct().toList()) {
            XYChart chart = new XYChartBuilder()
                    .width(WIDTH)
                    .height(HEIGHT)
                    .title(results.suite() + " " + scenario + ": " + name)
                    .xAxisTitle("percentile")
                    .yAxisTitle("us")
                    .build();
            chart.getStyler()
                    .setXAxisLogarithmic(true)
                    .setYAxisLogarithmic(true)
                    .setYAxisDecimalPattern("#,##0");
            chart.getStyler().setXAxisTickLabelsFormattingFunction(Plots::percentile);
            chart.getStyler().setLegendPosition(LegendPosition.OutsideE).setMarkerSize(4);
            all.stream()
                    .filter(curve -> curve.name().equals(name))
                    .forEach(curve -> chart.addSeries(
                            curve.contender(),
                            nines,
                            curve.values().stream()
                                    .map(value -> Math.max(1, value))
                                    .toList()));
            save(chart, scenario + " " + name);
        }
    }

    /** Returns the percentile that one in {@code oneIn} values exceeds. */
    private static String percentile(double oneIn) {
        return String.format(Locale.ROOT, "%.4g %%", 100 - 100 / oneIn);
    }

    private void save(Chart<?, ?> chart, String name) throws IOException {
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        String file =
                (results.suite() + " " + name).replaceAll("[^A-Za-z0-9_]+", "-").replaceAll("-$", "") + ".png";
        Files.write(directory.resolve(file), ChartEncoder.getBytes(chart, "png"));
        files.add(file);
    }
}
