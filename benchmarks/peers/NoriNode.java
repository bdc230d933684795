import java.util.Arrays;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.ko.KoreanAnalyzer;
import org.codelibs.opensearch.runner.OpenSearchRunner;
import org.opensearch.index.analysis.AbstractIndexAnalyzerProvider;
import org.opensearch.index.analysis.AnalyzerProvider;
import org.opensearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.opensearch.plugins.AnalysisPlugin;
import org.opensearch.plugins.Plugin;

/**
 * One genuine OpenSearch node that has the analyzer "nori": java -cp CLASSES:JARS NoriNode FOLDER [SETTING=VALUE]...
 *
 * The analyzer is Lucene's KoreanAnalyzer with its defaults, as the plugin analysis-nori has it. The node prints a line
 * when it answers, and ends when its standard input does, so that it does not outlive the benchmark.
 */
public class NoriNode {
    public static class Nori extends Plugin implements AnalysisPlugin {
        @Override
        public Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> getAnalyzers() {
            return Map.of("nori", (index, environment, name, settings) ->
                new AbstractIndexAnalyzerProvider<KoreanAnalyzer>(index, name, settings) {
                    private final KoreanAnalyzer analyzer = new KoreanAnalyzer();

                    @Override
                    public KoreanAnalyzer get() {
                        return analyzer;
                    }
                });
        }
    }

    public static void main(String[] arguments) throws Exception {
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.onBuild((number, settings) -> Arrays.stream(arguments).skip(1).map(each -> each.split("=", 2)).forEach(
            pair -> settings.put(pair[0], pair[1])));
        runner.build(OpenSearchRunner.newConfigs().basePath(arguments[0]).numOfNode(1).disableESLogger()
            .pluginTypes("NoriNode$Nori"));
        System.out.println("started");
        System.in.readAllBytes();
        Runtime.getRuntime().halt(0);
    }
}
