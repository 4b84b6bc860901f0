import Benchmark

/// What the work is compared with, measured right before it in the same iteration: on a busy
/// machine the ratio stays comparable where the times do not.
private let floorTime = BenchmarkMetric.custom("Floor (µs)", useScalingFactor: false)
private let ratio = BenchmarkMetric.custom("Work / floor (%)", useScalingFactor: false)

/// Measures work and its floor in turns. The wall clock and the instructions are the work's own.
func compare(
  _ name: String, floor: @escaping @Sendable () -> Int, work: @escaping @Sendable () -> Int
) {
  let metrics: [BenchmarkMetric] = [.wallClock, .instructions, floorTime, ratio]
  Benchmark(
    name,
    configuration: .init(metrics: metrics, warmupIterations: 2, maxDuration: .seconds(4))
  ) { benchmark in
    let clock = ContinuousClock()
    let below = clock.measure { blackHole(floor()) }
    benchmark.startMeasurement()
    let above = clock.measure { blackHole(work()) }
    benchmark.stopMeasurement()
    benchmark.measurement(floorTime, microseconds(below))
    benchmark.measurement(ratio, 100 * microseconds(above) / max(1, microseconds(below)))
  }
}

private func microseconds(_ duration: Duration) -> Int {
  Int(duration / .microseconds(1))
}
