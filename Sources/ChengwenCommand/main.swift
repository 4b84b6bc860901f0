import Chengwen
