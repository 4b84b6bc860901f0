import Chengwen
import TestSupport
import Testing
