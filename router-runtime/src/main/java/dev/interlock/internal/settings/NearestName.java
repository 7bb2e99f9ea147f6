package dev.interlock.internal.settings;

import java.util.List;

/** Finds the name that a misspelt name probably stands for. */
final class NearestName {
    private NearestName() {}

    /**
     * Returns the name with the smallest edit distance, which is the number of inserted, deleted and replaced
     * characters. Returns the first of several names with the same distance.
     *
     * @param names candidates, at least one
     */
    static String of(String written, List<String> names) {
        String nearest = names.get(0);
        int least = Integer.MAX_VALUE;
        for (String name : names) {
            int distance = distance(written, name);
            if (distance < least) {
                least = distance;
                nearest = name;
            }
        }
        return nearest;
    }

    /** Returns the edit distance. Computes it row by row (Wagner and Fischer). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
